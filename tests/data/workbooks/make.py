"""Writes the same small workbook with openpyxl (XLSX) and xlwt (XLS); LibreOffice makes the ODS of the first.

    python make.py && soffice --headless --convert-to ods partners.xlsx
"""

import datetime

import openpyxl
import xlwt

DAY = datetime.date(2014, 6, 30)
SHEETS = {
    "read me": [["What this is", "a test"]],
    "network": [
        ["key", "value"],
        ["id", "busan"],
        ["title.en", "Busan's ties"],
        ["title.ko", "부산의 협력"],
        ["home", "KR"],
        ["as_of", 2026],
        ["focal", "busan"],
    ],
    "기관": [
        ["id", "name.en", "name.ko", "kind", "country", "lat", "attributes.members"],
        ["busan", "Busan", "부산", "city_government", "KR", 35.18, 3],
        ["kotra", "KOTRA", None, "national_agency", "KR", None, None],
        ["hanoi", "Hanoi", "하노이", "foreign_city", "VN", 21.03, 1],
        ["firm", "A firm", None, "sme", "KR", None, None],
    ],
    "ties": [
        ["from", "to", "kind", "strength", "since", "until", "mutual", "source"],
        ["busan", "hanoi", "sister_city", 0.5, DAY, "진행 중", True, "busan.go.kr: Sister cities"],
        ["kotra", "firm", "promotes", 0.25, 2019, None, False, None],
        ["kotra", "hanoi", "visit", None, "2014-03", datetime.date(2020, 2, 29), None, "general knowledge"],
        [None, None, None, None, None, None, None, None],
        ["firm", "hanoi", "contract", 1, "2021", None, None, None],
    ],
    "aliases": [["alias", "id"], ["부산광역시", "busan"]],
}

book = openpyxl.Workbook()
book.remove(book.active)
old = xlwt.Workbook()
style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
for name, rows in SHEETS.items():
    sheet, old_sheet = book.create_sheet(name), old.add_sheet(name)
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value is None:
                continue
            cell = sheet.cell(i + 1, j + 1, value)
            if isinstance(value, datetime.date):
                cell.number_format = "yyyy-mm-dd"
                old_sheet.write(i, j, value, style)
            else:
                old_sheet.write(i, j, value)
book.save("partners.xlsx")
old.save("partners.xls")
