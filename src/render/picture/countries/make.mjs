// Writes names.csv: the names of countries in English and Korean, by ISO 3166-1 code, as the Unicode CLDR has them.
//
//     node make.mjs > names.csv
const [english, korean] = ["en", "ko"].map((language) => new Intl.DisplayNames([language], { type: "region", fallback: "none" }));
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
// Codes that are no country: regions, the whole world, and codes kept for old uses.
const none = new Set(["AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "AN", "BU", "CS", "DD", "DY", "FX", "HV", "NH", "NT", "PC", "PZ", "RH", "SU", "TP", "UK", "VD", "WK", "YD", "YU", "ZR", "NQ", "JT", "MI", "PU", "PN2"]);
console.log("# Names of countries from the Unicode CLDR 48, Unicode License v3 (SPDX: Unicode-3.0), Copyright Unicode, Inc.");
for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = english.of(code);
    if (name && name !== code && !none.has(code)) console.log([code, name, korean.of(code)].join(";"));
}
