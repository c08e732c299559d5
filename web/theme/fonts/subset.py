#!/usr/bin/env python3
"""Makes the three font files of the reading column from the npm package @fontsource/source-serif-4 (OFL-1.1).

    python3 web/theme/fonts/subset.py

The package's Latin files are 20 KB each, two thirds of what a whole first visit may spend on fonts. English prose needs
about a hundred of their 330 glyphs, and those are made to weigh less without looking different:

- kerning is one table of classes of these glyphs alone, in steps of 0.006 em: the largest change is 0.003 em;
- a curve keeps as many points as it needs: together with coordinates in 1/500 em, an outline moves by 0.0028 em at most
  (median of the glyphs 0.0014), a sixth of a pixel in the largest title;
- what browsers do not read is left out: most names, the tables of variable fonts and of hinting.

"Source" is a reserved font name, which a changed file may not carry, hence the family name Scrollwork Serif.

The same bytes come out again with Debian 12's python3-fonttools 4.38.0 and python3-brotli 1.0.9 from version 5.3.1 of the
package; it needs these two, and nothing else.
"""

from array import array
from math import ceil, copysign
from pathlib import Path

from fontTools import subset
from fontTools.cu2qu import curve_to_quadratic
from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.ttLib.woff2 import WOFF2FlavorData

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[2] / "node_modules/@fontsource/source-serif-4/files"

PUNCTUATION = [0xA0, *map(ord, "·×–—’“”…−")]  # the first is the space that does not break
LETTERS = [*range(0x20, 0x3C), ord("?"), *range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1), *PUNCTUATION]
EVERYTHING = [*range(0x20, 0x7F), *map(ord, "©±àäèéöü‘→"), *PUNCTUATION]
CUTS = {
    "400-normal": ("serif-400", EVERYTHING),
    "600-normal": ("serif-600", LETTERS),
    # The titles of French books.
    "400-italic": ("serif-400-italic", [*LETTERS, *map(ord, "àèé")]),
}

UNITS_PER_EM = 500
KERNING_STEP = 3  # of these units
CURVE_ERROR = 1.0  # in units of the source, 1/1000 em
COPYRIGHT, FAMILY, STYLE, FULL_NAME, POSTSCRIPT_NAME, LICENCE_ADDRESS = 0, 1, 2, 4, 6, 14


def make(source, target, characters):
    options = subset.Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.notdef_outline = False
    options.name_IDs = [COPYRIGHT, FAMILY, STYLE, FULL_NAME, POSTSCRIPT_NAME, LICENCE_ADDRESS]
    options.drop_tables += ["STAT", "GSUB", "GDEF", "gasp"]
    font = TTFont(source, lazy=False, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    for name in font["glyf"].keys():
        simplify(font["glyf"], name)
    advances = {name: advance for name, (advance, _) in font["hmtx"].metrics.items()}
    scale = UNITS_PER_EM / font["head"].unitsPerEm
    scale_upem(font, UNITS_PER_EM)
    set_metrics(font, {name: round(advance * scale) for name, advance in advances.items()})
    set_kerning(font, kerning_of(font))
    for record in font["name"].names:
        text = str(record).replace("Source Serif 4", "Scrollwork Serif").replace("SourceSerif4", "ScrollworkSerif")
        if record.nameID in (FAMILY, FULL_NAME, POSTSCRIPT_NAME):
            record.string = text
    font.flavor = "woff2"
    font.flavorData = WOFF2FlavorData(transformedTables=["glyf", "loca", "hmtx"])
    font.save(target)


def set_metrics(font, advances):
    """How wide the glyphs are: round() takes halves up as often as down, scale_upem always up, so that lines grew longer.
    Left side bearings are where the outlines begin; where that holds for every glyph, none is stored."""
    for name, advance in advances.items():
        glyph = font["glyf"][name]
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (advance, glyph.xMin if glyph.numberOfContours else 0)


def kerning_of(font):
    """What the font's tables add between two glyphs: (left, right) -> units, where it is not 0."""
    gpos = font["GPOS"].table
    indices = {i for record in gpos.FeatureList.FeatureRecord for i in record.Feature.LookupListIndex}
    kerning = {}
    for lookup in (gpos.LookupList.Lookup[i] for i in sorted(indices)):
        tables = [getattr(table, "ExtSubTable", table) for table in lookup.SubTable]
        # The rest is one contextual rule: the raised dot between two l, which is Catalan.
        tables = [table for table in tables if isinstance(table, otTables.PairPos)]
        for left in font.getGlyphOrder():
            for right in font.getGlyphOrder():
                value = next((v for v in (pair_value(table, left, right) for table in tables) if v is not None), 0)
                if value:
                    kerning[left, right] = kerning.get((left, right), 0) + value
    return kerning


def pair_value(table, left, right):
    """What one table says of a pair, or None where it leaves it to the next."""
    if left not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        record = next((pair for pair in pairs if pair.SecondGlyph == right), None)
        if record is None:
            return None
    else:
        row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
        record = row.Class2Record[table.ClassDef2.classDefs.get(right, 0)]
    return record.Value1.XAdvance if record.Value1 else 0


def set_kerning(font, kerning):
    """Replaces the font's kerning by one table of classes, in steps; glyphs that kern alike are a class."""
    glyphs = font.getGlyphOrder()
    stepped = {pair: step(value) for pair, value in kerning.items()}
    lefts = classes(glyphs, lambda left: tuple(stepped.get((left, right), 0) for right in glyphs))
    rights = classes(glyphs, lambda right: tuple(stepped.get((left, right), 0) for left in glyphs))
    lefts = [members for values, members in lefts.items() if any(values)]
    lefts = neighbours(lefts, lambda left: tuple(stepped.get((left, right), 0) for right in glyphs))
    still = [members for values, members in rights.items() if not any(values)]
    moved = [members for values, members in rights.items() if any(values)]
    # Class 0 is that of all glyphs which are not named.
    rights = still + neighbours(moved, lambda right: tuple(stepped.get((left[0], right), 0) for left in lefts))

    table = otTables.PairPos()
    table.Format, table.ValueFormat1, table.ValueFormat2 = 2, 4, 0
    table.Coverage = builder.buildCoverage([glyph for members in lefts for glyph in members], font.getReverseGlyphMap())
    table.ClassDef1, table.ClassDef2 = class_definition(lefts), class_definition(rights)
    table.Class1Count, table.Class2Count = len(lefts), len(rights)
    table.Class1Record = [row_record([stepped.get((left[0], right[0]), 0) for right in rights]) for left in lefts]

    gpos = font["GPOS"].table
    gpos.LookupList.Lookup = [builder.buildLookup([table])]
    feature = gpos.FeatureList.FeatureRecord[0]
    feature.Feature.LookupListIndex = [0]
    gpos.FeatureList.FeatureRecord = [feature]
    script = next(record for record in gpos.ScriptList.ScriptRecord if record.ScriptTag == "DFLT")
    script.Script.DefaultLangSys.FeatureIndex = [0]
    script.Script.LangSysRecord = []
    gpos.ScriptList.ScriptRecord = [script]


def step(value):
    """The nearest multiple of KERNING_STEP, of two the one nearer to 0."""
    return int(copysign(ceil(abs(value) / KERNING_STEP - 0.5) * KERNING_STEP, value))


def classes(glyphs, values_of):
    """Values -> the glyphs that have them, in the order of the font."""
    members = {}
    for glyph in glyphs:
        members.setdefault(values_of(glyph), []).append(glyph)
    return members


def neighbours(groups, values_of):
    """The groups in an order in which each resembles the one before it, which packs well."""
    values = {group[0]: values_of(group[0]) for group in groups}
    left = sorted(groups, key=lambda group: sum(value != 0 for value in values[group[0]]))
    ordered = [left.pop(0)]
    while left:
        last = values[ordered[-1][0]]
        nearest = min(left, key=lambda group: sum(a != b for a, b in zip(values[group[0]], last)))
        left.remove(nearest)
        ordered.append(nearest)
    return ordered


def class_definition(groups):
    definition = otTables.ClassDef()
    definition.classDefs = {glyph: i for i, members in enumerate(groups) for glyph in members if i > 0}
    return definition


def row_record(values):
    row = otTables.Class1Record()
    row.Class2Record = []
    for value in values:
        record = otTables.Class2Record()
        record.Value1 = builder.buildValue({"XAdvance": value})
        row.Class2Record.append(record)
    return row


def simplify(glyf, name):
    """Leaves out the points of a glyph that its shape does not need, to CURVE_ERROR."""
    glyph = glyf[name]
    if glyph.numberOfContours <= 0:  # empty, or made of other glyphs
        return
    points, ends, start = [], [], 0
    for end in glyph.endPtsOfContours:
        contour = [(complex(*glyph.coordinates[i]), glyph.flags[i] & 1) for i in range(start, end + 1)]
        points += without_implied(without_straight(with_fewer_curves(contour)))
        ends.append(len(points) - 1)
        start = end + 1
    glyph.coordinates = GlyphCoordinates([(round(point.real), round(point.imag)) for point, _ in points])
    glyph.flags = array("B", [on for _, on in points])
    glyph.endPtsOfContours = ends
    glyph.recalcBounds(glyf)


def with_fewer_curves(contour):
    """A contour of (point, whether it is on the curve); the points between two on it may become fewer."""
    first = next(i for i, (_, on) in enumerate(contour) if on)
    contour = contour[first:] + contour[:first]
    result, spline = [], [contour[0][0]]
    for point, on in contour[1:] + contour[:1]:
        spline.append(point)
        if on:
            result += [(p, int(i == 0)) for i, p in enumerate(fewer(spline)[:-1])]
            spline = [point]
    return result


def fewer(spline):
    """The points of a quadratic spline (its two ends are on the curve), by way of the cubic curve that it came from."""
    n = len(spline) - 2
    if n < 2:
        return spline
    start, end = spline[0], spline[-1]
    cubic = [start, start + (spline[1] - start) * 2 * n / 3, end + (spline[-2] - end) * 2 * n / 3, end]
    for error in (2 * CURVE_ERROR, CURVE_ERROR):
        shorter = curve_to_quadratic([(point.real, point.imag) for point in cubic], error)
        shorter = [complex(round(x), round(y)) for x, y in shorter]
        if len(shorter) < len(spline) and apart(shorter, spline) <= CURVE_ERROR:
            return shorter
    return spline


def apart(a, b):
    """How far two splines are apart where they are furthest."""
    a, b = along(a), along(b)
    return max(max(distance(p, b) for p in a), max(distance(p, a) for p in b))


def along(spline, steps=24):
    points, start = [], spline[0]
    for i, control in enumerate(spline[1:-1]):
        end = spline[-1] if i == len(spline) - 3 else (control + spline[i + 2]) / 2
        for t in (k / steps for k in range(steps + 1)):
            points.append((1 - t) ** 2 * start + 2 * t * (1 - t) * control + t * t * end)
        start = end
    return points


def distance(point, line):
    """From a point to a line of many points."""
    return min(to_segment(point, p, q) for p, q in zip(line, line[1:]))


def to_segment(point, p, q):
    way = q - p
    share = ((point - p) * way.conjugate()).real / abs(way) ** 2 if way else 0
    return abs(point - (p + min(1, max(0, share)) * way))


def without_straight(contour):
    """Without points that stand twice, and without those in the middle of a straight line."""
    contour = [(point, on) for i, (point, on) in enumerate(contour) if not on or (point, on) != contour[i - 1]]
    kept = []
    for i, (point, on) in enumerate(contour):
        before, before_on = kept[-1] if kept else contour[-1]
        after, after_on = (contour[i + 1 :] + kept)[0]
        if not (on and before_on and after_on and to_segment(point, before, after) <= CURVE_ERROR / 2):
            kept.append((point, on))
    return kept


def without_implied(contour):
    """Without the points on the curve that lie midway between two which are not: those are taken to be there."""
    kept = []
    for i, (point, on) in enumerate(contour):
        (before, before_on), (after, after_on) = contour[i - 1], contour[(i + 1) % len(contour)]
        off = 2 * point - before - after
        if not (on and not before_on and not after_on and max(abs(off.real), abs(off.imag)) <= 2 * CURVE_ERROR):
            kept.append((point, on))
    return kept if any(on for _, on in kept) else contour


if __name__ == "__main__":
    for style, (name, characters) in CUTS.items():
        make(SOURCES / f"source-serif-4-latin-{style}.woff2", HERE / f"{name}.woff2", characters)
        print(f"{name}.woff2: {(HERE / f'{name}.woff2').stat().st_size} bytes")
