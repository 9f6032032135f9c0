#!/usr/bin/env python3
"""Makes countries.json and regions.json from country-codes.csv (see README.md).

usage: make-countries.py CSV [OUTPUT_DIRECTORY]
"""
import csv
import json
import pathlib
import sys


# The table holds these names in an oblique case only; better none than a wrong one.
INFLECTED = {"Аландских островов", "Антарктике", "Кокосовых (Килинг) островов"}

# Names that source documents of the data set use and the table no longer has.
USED_BY_DOCUMENTS = {"TR": ["Turkey"]}


def digits(code):
    """UN M49 codes have three digits; the table has lost the leading zeros."""
    return code.strip().zfill(3) if code.strip() else None


def name(row):
    english = row["CLDR display name"] or row["official_name_en"]
    # The table's official Russian names are partly inflected ("Аландских островов"); the UN's short names are not.
    columns = {
        "fr": row["official_name_fr"],
        "ru": row["UNTERM Russian Short"] or row["official_name_ru"],
        "es": row["official_name_es"],
        "ar": row["official_name_ar"],
        "zh": row["official_name_cn"],
    }
    texts = [{"text": english.strip(), "language": "en", "kind": "ORIGINAL"}]
    texts += [{"text": text.strip(), "language": tag, "kind": "HUMAN"} for tag, text in columns.items()
              if text.strip() and text.strip() not in INFLECTED]
    return {"translations": texts}


def original(text):
    return {"translations": [{"text": text, "language": "en", "kind": "ORIGINAL"}]}


def country(row):
    shown = row["CLDR display name"] or row["official_name_en"]
    others = [row["official_name_en"].strip()] if row["official_name_en"].strip() not in ("", shown) else []
    others += USED_BY_DOCUMENTS.get(row["ISO3166-1-Alpha-2"], [])
    record = {
        "id": "country/" + row["ISO3166-1-Alpha-2"],
        "code": row["ISO3166-1-Alpha-2"],
        "alpha3": row["ISO3166-1-Alpha-3"] or None,
        "m49": digits(row["M49"]),
        "name": name(row),
        "otherNames": [original(text) for text in others],
        "m49Region": digits(row["Region Code"]),
        "m49Subregion": digits(row["Sub-region Code"]),
        "m49IntermediateRegion": digits(row["Intermediate Region Code"]),
    }
    return {key: value for key, value in record.items() if value not in (None, [])}


def regions(rows):
    found = {}
    for row in rows:
        for level in ("Region", "Sub-region", "Intermediate Region"):
            code, label = digits(row[level + " Code"]), row[level + " Name"].strip()
            if code:
                region = found.setdefault(code, {
                    "id": "region/m49-" + code, "name": original(label), "kind": "GEOGRAPHIC", "code": code, "countries": []})
                region["countries"].append("country/" + row["ISO3166-1-Alpha-2"])
    return [found[code] for code in sorted(found)]


def write(path, records):
    lines = ",\n".join("  " + json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text("[\n" + lines + "\n]\n", encoding="utf-8", newline="\n")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    source = pathlib.Path(sys.argv[1])
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else pathlib.Path(__file__).parent
    # Every row with an alpha-2 code; the table also has rows without one (former or informal areas).
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["ISO3166-1-Alpha-2"].strip()) == 2]
    rows.sort(key=lambda row: row["ISO3166-1-Alpha-2"])
    write(target / "countries.json", [country(row) for row in rows])
    write(target / "regions.json", regions(rows))


if __name__ == "__main__":
    main()
