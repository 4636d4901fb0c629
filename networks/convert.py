#!/usr/bin/env python3
"""Make the three real networks from the casebook's CSV files.

    python3 networks/convert.py CASEBOOK            write seoul.json, singapore.json, netherlands.json beside this file
    python3 networks/convert.py --check CASEBOOK    compare the three files with the CSV files; exit 1 on any difference

CASEBOOK is the folder that holds seoul/, singapore/, netherlands/ (actors.csv, ties.csv, programmes.csv) and
context/cities.csv. Python 3, standard library only; the same input gives the same bytes.

This script is mechanical. Every judgement is in two hand-written files beside it:

    tie_kinds.json   what each kind of tie is worth and which way an introduction travels along it
    choices.json     layers, tags, ends, directions of single ties, mandates, rules for new ties, colours, confidence numbers

What it does to a row:

    source           split at " ; "; equal texts are one source. Its id is made from its address and date, and from the title
                     or a digest only where two sources would share an id, so that no id depends on the order of rows
    confidence       high, medium, low become the numbers in choices.json
    strength         a share of equity: becomes attributes.equity_share, never a strength
    value            millions of USD become USD
    name_local       becomes name.ko if it contains Hangul, else attributes.name_local
    years            start and end become since and until (strings, both included); a blank stays absent
    cities.csv       population, income and aid status become attributes of the foreign city with the same id
"""
import csv
import hashlib
import json
import re
import sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
NETWORKS = ("seoul", "singapore", "netherlands")
TIE_KINDS = json.loads((HERE / "tie_kinds.json").read_text(encoding="utf-8"))
CHOICES = json.loads((HERE / "choices.json").read_text(encoding="utf-8"))
SAME_SOURCE = {entry["text"]: entry["is"] for entry in CHOICES["same_source"]}
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def compact(record):
    """Drop keys that say nothing."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def number(text):
    """An int where the text is a whole number, else a float; None for a blank."""
    if text == "":
        return None
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


# --- sources ---------------------------------------------------------------------------------------------------------

def split_sources(cell):
    """The texts of a source cell, rewritten where choices.json says that two texts mean one page."""
    return [SAME_SOURCE.get(text, text) for text in (part.strip() for part in cell.split(" ; ")) if text]


def without_row(text):
    """A data set cited row by row is one source."""
    return re.sub(r"; row '.*'$", "", text)


def slug(text, limit):
    words = re.findall(r"[a-z0-9]+", text.lower())
    kept = []
    for word in words:
        if kept and len("-".join(kept + [word])) > limit:
            break
        kept.append(word)
    return "-".join(kept)[:limit]


def year_of(text):
    """The one year that a text clearly gives: in its address, else as a date in brackets; None if none or several."""
    def years(part):
        plain = re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", part)
        stamped = re.findall(r"(?<!\d)(20[0-2]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", part)
        return {int(year) for year in plain + stamped if int(year) <= 2026}

    address, _, title = text.partition(": ")
    dates = re.findall(rf"\((?:{MONTH} )?((?:19|20)\d\d)(?:-\d\d)*(?:, [^)]*)?\)|, ((?:19|20)\d\d)\)", title)
    for part in (address, " ".join(" ".join(date) for date in dates)):
        found = years(part)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def source_record(text):
    """Fields of one source: what stands before the first colon is its address if it looks like one, else its publisher."""
    before, colon, after = text.partition(": ")
    record = {"title": after if colon else text, "year": year_of(text)}
    if colon:
        is_address = re.search(r"\w\.\w", before) or re.search(r"\d", before)
        record["locator" if is_address else "publisher"] = before
    elif re.match(r"\S+\.\w", text):
        record["locator"] = text.split(" ")[0]
    if text.startswith(tuple(CHOICES["general_sources"])):
        record["general"] = True
    ordered = ("title", "publisher", "year", "locator", "general")
    return compact({key: record.get(key) for key in ordered})


def source_ids(texts):
    """An id for each text, the same whatever the order of the texts."""
    def digest(text):
        return hashlib.sha256(text.encode()).hexdigest()[:4]

    def from_address(text):
        if text == "general knowledge, no page cited":
            return "general-knowledge"
        before = text.partition(": ")[0]
        first = re.split(r" and |, ", before)[0]
        first = re.sub(r"\b(www|m|com|co|kr|org|net|go|nl|gov|vn|eu|uk)\b\.|\.(com|co|kr|org|net|go|nl|gov|vn|eu|uk)\b", ".", first)
        first = re.sub(r"\b(idxno|newsId|articleId|ud|ncd|nttSn|no|view|archives)\b[=/]?", " ", first)
        return slug(first, 40)

    def with_title(text):
        return f"{from_address(text)}-{slug(text.partition(': ')[2], 32)}".rstrip("-")

    ids = {}
    waiting = sorted(texts)
    for make in (from_address, with_title, lambda text: f"{with_title(text)}-{digest(text)}"):
        made = {text: make(text) for text in waiting}
        counts = {}
        for value in made.values():
            counts[value] = counts.get(value, 0) + 1
        for text, value in made.items():
            if value and counts[value] == 1 and value not in ids.values():
                ids[text] = value
        waiting = [text for text in waiting if text not in ids]
    if waiting:
        raise SystemExit(f"no unique id for sources {waiting}")
    return ids


# --- records ---------------------------------------------------------------------------------------------------------

def names(row, attributes):
    """The language map of a name; a local name that is not Korean goes to the attributes."""
    name = {"en": row["name"]}
    if re.search("[가-힣]", row["name_local"]):
        name["ko"] = row["name_local"]
    elif row["name_local"]:
        attributes["name_local"] = row["name_local"]
    return name


def layer_of(row, kind, choices):
    """The layer of an actor: by id if choices.json names it, else by kind and country."""
    if row["id"] in choices["layers"]:
        return choices["layers"][row["id"]]["layer"]
    if kind in ("city_network", "international_organisation"):
        return "international"
    if row["country"] == choices["home"]:
        if kind == "foreign_city" or kind not in choices["home_layers"]:
            raise SystemExit(f"{row['id']}: no layer for a home {kind}")
        return choices["home_layers"][kind]
    return "international" if kind == "development_bank" else "foreign"


def city_attributes(city, ids):
    """What cities.csv says of a foreign city."""
    return compact({
        "population": number(city["population"]),
        "population_year": number(city["population_year"]),
        "population_kind": city["population_kind"],
        "population_note": city["note"],
        "population_source": ids[without_row(city["source"])],
        "income_group": city["country_income_group"],
        "income_source": ids.get(city["income_group_source"]),
        "oda_recipient": {"yes": True, "no": False}.get(city["oda_recipient"]),
        "gdp_per_capita_usd": number(city["country_gdp_per_capita_usd"]),
    })


def make_actor(row, choices, cities, ids):
    attributes = {}
    name = names(row, attributes)
    kind = choices["kinds"].get(row["id"], {}).get("kind", row["kind"])
    end = choices["ends"].get(row["id"], {})
    if row["id"] in choices["layers"]:
        attributes["layer_reason"] = choices["layers"][row["id"]]["reason"]
    if row["id"] in choices["kinds"]:
        attributes["kind_reason"] = choices["kinds"][row["id"]]["reason"]
    if end:
        attributes["until_reason"] = end["reason"]
    if row["kind"] == "foreign_city" and row["id"] in cities:
        attributes.update(city_attributes(cities[row["id"]], ids))
    return compact({
        "id": row["id"],
        "name": name,
        "kind": kind,
        "layer": layer_of(row, kind, choices),
        "country": row["country"],
        "lat": number(row["lat"]),
        "lon": number(row["lon"]),
        "since": row["since"],
        "until": end.get("until"),
        "successor": end.get("successor"),
        "confidence": CHOICES["confidence"][row["confidence"]],
        "note": row["note"],
        "tags": [tag for tag, rule in choices["tags"].items() if row["id"] in rule["ids"]],
        "sources": [ids[text] for text in split_sources(row["source"])],
        "attributes": attributes,
    })


def tie_ids(rows):
    """from-to-kind, with the year of the start where several ties share it, with a number as the last resort."""
    plain = [f"{row['from']}-{row['to']}-{row['kind']}" for row in rows]
    dated = [f"{base}-{row['start_year']}" if plain.count(base) > 1 and row["start_year"] else base for base, row in zip(plain, rows)]
    result, seen = [], {}
    for value in dated:
        seen[value] = seen.get(value, 0) + 1
        result.append(value if seen[value] == 1 else f"{value}-{seen[value]}")
    return result


def fits(actor, condition):
    """Whether an actor is what a conveys rule asks for."""
    at_home = actor["layer"] in ("city", "national", "firm")
    return {
        "any": True,
        "home firm": actor["layer"] == "firm",
        "home sme": actor["layer"] == "firm" and actor["kind"] == "sme",
        "home body": at_home and actor["layer"] != "firm",
    }[condition]


def conveys_of(tie_id, row, actors, choices):
    """The tie's own direction of introduction, or None where that of its kind holds."""
    conveys = TIE_KINDS[row["kind"]]["conveys"]
    for rule in CHOICES["conveys_rules"]:
        if row["kind"] in rule["kinds"] and fits(actors[row["from"]], rule["from"]) and fits(actors[row["to"]], rule["to"]):
            conveys = rule["conveys"]
            break
    for rule in choices["tie_conveys"]:
        if rule["tie"] == tie_id:
            conveys = rule["conveys"]
    return conveys if conveys != TIE_KINDS[row["kind"]]["conveys"] else None


def value_basis(tie_id, usd, choices):
    """How an amount came to be in USD, and what the casebook says about it; `untold` where it says nothing."""
    if usd is None:
        return {}
    told = [rule for rule in choices["value_basis"] if rule["tie"] == tie_id]
    return {"value_basis": told[0]["basis"] if told else "untold", "value_caveat": told[0].get("caveat") if told else None}


def make_tie(tie_id, row, actors, choices, ids):
    ends = [rule for rule in choices["tie_until"] if rule["tie"] == tie_id]
    usd = None
    if row["value_usd_million"]:
        usd = number(str(Decimal(row["value_usd_million"]) * 1_000_000))
    return compact({
        "id": tie_id,
        "from": row["from"],
        "to": row["to"],
        "kind": row["kind"],
        "stage": row["stage"],
        "mutual": row["direction"] == "mutual",
        "conveys": conveys_of(tie_id, row, actors, choices),
        "confidence": CHOICES["confidence"][row["confidence"]],
        "since": row["start_year"],
        "until": row["end_year"] or (ends[0]["until"] if ends else None),
        "value_usd": usd,
        "evidence": row["evidence"],
        "note": f"End year derived: {ends[0]['reason']}." if ends else None,
        "sources": [ids[text] for text in split_sources(row["source"])],
        "attributes": compact({"equity_share": number(row["strength"]), **value_basis(tie_id, usd, choices)}),
    })


def make_programme(row, ids):
    attributes = {}
    name = names(row, attributes)
    attributes.update(compact({"reached_note": row["reached_note"]}))
    return compact({
        "id": row["id"],
        "name": name,
        "kind": row["kind"],
        "hosts": [row["owner"]],
        "since": row["start_year"],
        "until": row["end_year"],
        "reached": [{"actor": actor} for actor in row["reached"].split(";") if actor],
        "note": row["note"],
        "confidence": CHOICES["confidence"][row["confidence"]],
        "sources": [ids[text] for text in split_sources(row["source"])],
        "attributes": attributes,
    })


# --- the network -----------------------------------------------------------------------------------------------------

def load(casebook):
    """The CSV rows of every network, and the rows of cities.csv by id."""
    tables = {name: {table: read_csv(casebook / name / f"{table}.csv") for table in ("actors", "ties", "programmes")} for name in NETWORKS}
    cities = {row["id"]: row for row in read_csv(casebook / "context" / "cities.csv")}
    return tables, cities


def all_sources(tables, cities):
    """Ids of all sources of all networks, so that a source has one id everywhere."""
    texts = set()
    for rows in (rows for table in tables.values() for rows in table.values()):
        for row in rows:
            texts.update(split_sources(row["source"]))
    for city in cities.values():
        texts.add(without_row(city["source"]))
        texts.update(compact({"source": city["income_group_source"]}).values())
    return source_ids(texts)


def make_network(name, tables, cities, ids):
    choices = CHOICES["networks"][name]
    rows = tables[name]
    actors = [make_actor(row, choices, cities, ids) for row in rows["actors"]]
    by_id = {actor["id"]: actor for actor in actors}
    ties = [make_tie(tie_id, row, by_id, choices, ids) for tie_id, row in zip(tie_ids(rows["ties"]), rows["ties"])]
    programmes = [make_programme(row, ids) for row in rows["programmes"]]
    used = {source for record in actors + ties + programmes for source in record["sources"]}
    for actor in actors:
        used.update(value for key, value in actor.get("attributes", {}).items() if key in ("population_source", "income_source"))
    texts = {source: text for text, source in ids.items()}
    kinds = {actor["kind"] for actor in actors}
    tie_kinds = {}
    mandates = {}
    for mandate, entry in choices["mandates"].items():
        mandates[mandate] = {**entry, "next": CHOICES["next"][mandate]}
    could_be = {rule["kind"] for entry in mandates.values() for rule in entry["next"]}
    for kind in sorted({tie["kind"] for tie in ties} | could_be):
        entry = dict(TIE_KINDS[kind])
        entry["note"] = entry.pop("why")
        tie_kinds[kind] = entry
    return {
        "format": "proxeny/1",
        "id": name,
        "title": choices["title"],
        "as_of": choices["as_of"],
        "home": choices["home"],
        "focal": choices["focal"],
        "note": choices["note"],
        "sources": {source: source_record(texts[source]) for source in sorted(used)},
        "actor_kinds": {kind: entry for kind, entry in CHOICES["actor_kinds"].items() if kind in kinds},
        "tie_kinds": tie_kinds,
        "mandates": mandates,
        "actors": actors,
        "ties": ties,
        "programmes": programmes,
    }


def render(network):
    """JSON with one record per line."""
    def line(value):
        return json.dumps(value, ensure_ascii=False)

    parts = []
    for key, value in network.items():
        if isinstance(value, dict) and key != "title":
            body = ",\n".join(f"  {line(name)}: {line(entry)}" for name, entry in value.items())
            parts.append(f" {line(key)}: {{\n{body}\n }}")
        elif isinstance(value, list):
            body = ",\n".join(f"  {line(entry)}" for entry in value)
            parts.append(f" {line(key)}: [\n{body}\n ]")
        else:
            parts.append(f" {line(key)}: {line(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


# --- check -----------------------------------------------------------------------------------------------------------

def check_choices(name, network, problems):
    """Every id that choices.json names must exist."""
    choices = CHOICES["networks"][name]
    actors = {actor["id"] for actor in network["actors"]}
    ties = {tie["id"] for tie in network["ties"]}
    named = [*choices["layers"], *choices["kinds"], *choices["ends"], choices["focal"]]
    named += [end["successor"] for end in choices["ends"].values() if "successor" in end]
    named += [actor for rule in choices["tags"].values() for actor in rule["ids"]]
    problems += [f"{name}: choices.json names no actor {actor}" for actor in named if actor not in actors]
    for rule in choices["tie_until"] + choices["tie_conveys"] + choices["value_basis"]:
        if rule["tie"] not in ties:
            problems.append(f"{name}: choices.json names no tie {rule['tie']}")


def check_network(name, tables, problems):
    """The written file against the CSV rows: nothing lost, nothing added, everything resolves."""
    network = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    rows = tables[name]
    actors = {actor["id"]: actor for actor in network["actors"]}
    expected = {
        "actors": sorted(row["id"] for row in rows["actors"]),
        "programmes": sorted(row["id"] for row in rows["programmes"]),
        "ties": sorted((row["from"], row["to"], row["kind"], row["stage"], row["start_year"], row["evidence"]) for row in rows["ties"]),
    }
    found = {
        "actors": sorted(actor["id"] for actor in network["actors"]),
        "programmes": sorted(programme["id"] for programme in network["programmes"]),
        "ties": sorted((tie["from"], tie["to"], tie["kind"], tie["stage"], tie.get("since", ""), tie["evidence"]) for tie in network["ties"]),
    }
    for table in expected:
        if expected[table] != found[table]:
            problems.append(f"{name}: {table} differ from the CSV: {set(expected[table]) ^ set(found[table])}")
    for table in ("actors", "ties", "programmes"):
        seen = [record["id"] for record in network[table]]
        problems += [f"{name}: {table} id {value} stands twice" for value in sorted({value for value in seen if seen.count(value) > 1})]
        for record in network[table]:
            used = record["sources"] + [value for key, value in record.get("attributes", {}).items() if key.endswith("_source")]
            problems += [f"{name}: {record['id']} cites unknown source {source}" for source in used if source not in network["sources"]]
            if not record["sources"]:
                problems.append(f"{name}: {record['id']} has no source")
    linked = [end for tie in network["ties"] for end in (tie["from"], tie["to"])]
    linked += [end["actor"] for programme in network["programmes"] for end in programme.get("reached", [])]
    linked += [host for programme in network["programmes"] for host in programme["hosts"]]
    problems += [f"{name}: unknown actor {end}" for end in sorted({end for end in linked if end not in actors})]
    for tie in network["ties"]:
        if tie["kind"] not in network["tie_kinds"]:
            problems.append(f"{name}: tie kind {tie['kind']} is not declared")
        if tie["from"] == tie["to"]:
            problems.append(f"{name}: {tie['id']} joins an actor to itself")
    problems += [f"{name}: actor kind {actor['kind']} is not declared" for actor in network["actors"] if actor["kind"] not in network["actor_kinds"]]
    check_choices(name, network, problems)
    return network


def check(casebook):
    tables, cities = load(casebook)
    ids = all_sources(tables, cities)
    problems = []
    for name in NETWORKS:
        network = check_network(name, tables, problems)
        if (HERE / f"{name}.json").read_text(encoding="utf-8") != render(make_network(name, tables, cities, ids)):
            problems.append(f"{name}: the file is not what this script writes; run it again")
        counts = {key: len(network[key]) for key in ("actors", "ties", "programmes", "sources", "tie_kinds", "actor_kinds")}
        counts["smes"] = sum(actor["kind"] == "sme" and actor["layer"] == "firm" for actor in network["actors"])
        counts["foreign_cities"] = sum(actor["kind"] == "foreign_city" for actor in network["actors"])
        general = {source for source, record in network["sources"].items() if record.get("general")}
        counts["ties_on_general_sources_only"] = sum(set(tie["sources"]) <= general for tie in network["ties"])
        print(name + ": " + ", ".join(f"{key} {value}" for key, value in counts.items()))
    used = {row["kind"] for table in tables.values() for row in table["ties"]}
    problems += [f"tie_kinds.json: {kind} is used by no tie" for kind in sorted(set(TIE_KINDS) - used)]
    for problem in problems:
        print("ERROR " + problem)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


def main(arguments):
    checking = "--check" in arguments
    paths = [argument for argument in arguments if argument != "--check"]
    if len(paths) != 1:
        print(__doc__)
        return 2
    casebook = Path(paths[0])
    if checking:
        return check(casebook)
    tables, cities = load(casebook)
    ids = all_sources(tables, cities)
    for name in NETWORKS:
        (HERE / f"{name}.json").write_text(render(make_network(name, tables, cities, ids)), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
