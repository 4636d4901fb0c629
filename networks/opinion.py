#!/usr/bin/env python3
"""Make opinion.json, how receptive countries are to the home of a network, from the casebook.

    python3 networks/opinion.py CASEBOOK            write opinion.json beside this file
    python3 networks/opinion.py --check CASEBOOK    compare the file with the tables; exit 1 on any difference

CASEBOOK is the folder that holds context/receptivity_intervals.csv and context/opinion.csv. Python 3, standard library only;
the same input gives the same bytes.

An end of an interval is one survey: the low end the latest sample of the general population (those who do not know count as not
receptive), the high end the latest online panel. Each end keeps what was asked, the year, whom it was asked, and the pages that
say so, taken from the row of opinion.csv with the same country, measure, year and value; an end without such a row is refused.
Nothing is filled in: an end that no survey gives is absent.
"""
import csv
import json
import re
import sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
PANEL = "favourable view, % (MCST/KOCIS national image survey)"
HOME = ("KR", "Korea")
NOTE = (
    "Share of a country's people with a good opinion of the home country, as an interval: from the latest sample of the general "
    "population to the latest online panel. Opinion of a nation, not of its capital's policies, and not of mayors and officials."
)


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measured(basis):
    """What was asked, and in which year."""
    panel = re.fullmatch(r"MCST (\d{4})", basis)
    if panel:
        return PANEL, int(panel[1])
    asked = re.fullmatch(r"(.*) (\d{4})", basis)
    if not asked:
        raise SystemExit(f"`{basis}` names no year")
    return asked[1], int(asked[2])


def end(row, share, basis, surveys):
    """One end of an interval with its survey, or None where there is none."""
    if not row[share]:
        return None
    measure, year = measured(row[basis])
    value = Decimal(row[share])
    found = [
        survey for survey in surveys
        if (survey["country"], survey["subject"], survey["measure"], survey["year"]) == (row["country"], HOME[1], measure, str(year))
        and Decimal(survey["value"]) == value * 100
    ]
    if len(found) != 1:
        raise SystemExit(f"{row['country']}: {len(found)} rows of opinion.csv say {measure} {year} = {value}, not one")
    survey = found[0]
    return {
        "share": float(value),
        "measure": measure,
        "year": year,
        "sample": survey["sample_note"],
        "sources": [part.strip() for part in survey["source"].split(" ; ")],
        "confidence": survey["confidence"],
    }


def opinion(casebook):
    context = Path(casebook) / "context"
    surveys = read_csv(context / "opinion.csv")
    countries = {}
    for row in read_csv(context / "receptivity_intervals.csv"):
        low = end(row, "general_population_share", "general_population_basis", surveys)
        high = end(row, "online_panel_share", "online_panel_basis", surveys)
        countries[row["country"]] = {key: value for key, value in (("low", low), ("high", high)) if value}
    data = {"note": NOTE, "homes": {HOME[0]: dict(sorted(countries.items()))}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def main(arguments):
    check = "--check" in arguments
    folders = [argument for argument in arguments if argument != "--check"]
    if len(folders) != 1:
        raise SystemExit(__doc__)
    text, file = opinion(folders[0]), HERE / "opinion.json"
    if not check:
        file.write_text(text, encoding="utf-8")
    elif file.read_text(encoding="utf-8") != text:
        raise SystemExit("opinion.json is not what the tables give")


main(sys.argv[1:])
