"""The four hues are told apart by colour-blind eyes, and seen at all, in light and in dark.

Dichromacy is simulated by the matrices of Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB;
difference is Euclidean distance in OKLab (Ottosson 2020), contrast is that of WCAG 2.
"""

import itertools
import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parent.parent / "assets" / "tokens.css").read_text()
FIELDS = ("migration", "work", "social", "education")
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
PAGES = {"light": (1.0, 1.0, 1.0), "dark": (0.004, 0.004, 0.009)}
Colour = tuple[float, float, float]


def hues(theme: str) -> dict[str, Colour]:
    block = TOKENS[TOKENS.index(f'[data-kern-theme="{theme}"] {{') :]
    return {field: linear(re.search(rf"--field-{field}: (#\w+)", block)[1]) for field in FIELDS}  # type: ignore[index] # a missing hue fails here


def linear(code: str) -> Colour:
    parts = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def seen(colour: Colour, eyes: str) -> Colour:
    red, green, blue = (
        min(1.0, max(0.0, sum(f * c for f, c in zip(row, colour, strict=True)))) for row in EYES[eyes]
    )
    return red, green, blue


def oklab(colour: Colour) -> Colour:
    red, green, blue = colour
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def apart(one: Colour, other: Colour) -> float:
    return sum((a - b) ** 2 for a, b in zip(oklab(one), oklab(other), strict=True)) ** 0.5


def luminance(colour: Colour) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", PAGES)
def test_no_two_fields_look_alike(theme: str, eyes: str) -> None:
    near = {
        (a, b): round(apart(seen(hues(theme)[a], eyes), seen(hues(theme)[b], eyes)), 3)
        for a, b in itertools.combinations(FIELDS, 2)
    }
    assert {pair: distance for pair, distance in near.items() if distance < 0.12} == {}


@pytest.mark.parametrize("theme", PAGES)
def test_each_hue_stands_out_from_the_page(theme: str) -> None:
    page = luminance(PAGES[theme])
    for field, colour in hues(theme).items():
        bright, dim = sorted((luminance(colour), page), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 3, field
