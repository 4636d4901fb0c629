#!/usr/bin/env python3
"""Makes networks/offices.json, Korea's offices abroad, from the casebook's context/embassies.csv.

    python3 networks/offices.py CASEBOOK            writes the file
    python3 networks/offices.py --check CASEBOOK    compares it with the table: every office there, nothing more

The table is incomplete: a missing row means not found, never absent. Two kinds of row are no office: a country that is a priority
partner of Korea's aid, and an embassy that is only planned. They are counted under `left_out`.
"""
import csv
import json
import sys
from pathlib import Path

NO_OFFICE = {"oda_priority_partner", "embassy_planned"}


def made(casebook):
    with open(Path(casebook) / "context" / "embassies.csv", encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    sources = sorted({row["source"] for row in rows if row["kind"] not in NO_OFFICE})
    offices, left_out = [], {}
    for row in rows:
        if row["kind"] in NO_OFFICE:
            left_out[row["kind"]] = left_out.get(row["kind"], 0) + 1
            continue
        office = {"country": row["country"], "city": row["city"], "actor": row["casebook_id"] or None, "kind": row["kind"],
                  "since": row["year_open"] or None, "confidence": row["confidence"], "source": sources.index(row["source"]),
                  "note": row["note"] or None}
        offices.append({key: value for key, value in office.items() if value is not None})
    offices.sort(key=lambda office: (office["country"], office["kind"], office["city"]))
    head = {"home": "KR", "incomplete": "a missing row means not found, never absent", "rows": len(rows), "left_out": left_out}
    lines = [json.dumps(head, ensure_ascii=False)[:-1] + ","]
    lines.append(' "sources": [\n  ' + ",\n  ".join(json.dumps(source, ensure_ascii=False) for source in sources) + "],")
    lines.append(' "offices": [\n  ' + ",\n  ".join(json.dumps(office, ensure_ascii=False) for office in offices) + "]}")
    return "\n".join(lines) + "\n"


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    if len(arguments) != 1:
        sys.exit(__doc__)
    file = Path(__file__).with_name("offices.json")
    text = made(arguments[0])
    if "--check" in sys.argv:
        sys.exit(0 if file.read_text(encoding="utf-8") == text else "offices.json is not what the table says")
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
