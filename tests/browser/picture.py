"""Contrast and colour as they are on a screenshot, also as a weak projector and other eyes show them."""

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.float64]
Box = tuple[float, float, float, float]

# How the three kinds of colour-blindness see, on linear light: Machado, Oliveira and Fernandes 2009, severity 1.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def pixels(png: bytes) -> Pixels:
    """A screenshot as rows x columns x (red, green, blue), 0 to 1."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=np.float64) / 255


def washed_out(picture: Pixels) -> Pixels:
    """As a weak projector in a bright room shows it: half the contrast, and a gamma of 1.6."""
    return np.clip((picture - 0.5) * 0.5 + 0.5, 0, 1) ** 1.6


def seen_by(kind: str) -> Callable[[Pixels], Pixels]:
    """How a picture looks to somebody with one kind of colour-blindness."""

    def see(picture: Pixels) -> Pixels:
        return _encoded(np.clip(_linear(picture) @ np.array(BLINDNESS[kind]).T, 0, 1))

    return see


def part(picture: Pixels, box: Box) -> Pixels:
    """What is inside a box (x, y, width, height)."""
    x, y, width, height = (round(edge) for edge in box)
    return picture[max(y, 0) : y + height, max(x, 0) : x + width]


def text_contrast(letters: Pixels) -> float:
    """The contrast of letters against what most of the picture is."""
    light = luminance(letters).ravel()
    ground = float(np.median(light))
    return max(ratio(float(light.max()), ground), ratio(float(light.min()), ground))


def contrast(one: Pixels, other: Pixels) -> float:
    """The contrast of two colours, 1 to 21."""
    return ratio(float(luminance(one)), float(luminance(other)))


def luminance(picture: Pixels) -> Pixels:
    """Relative luminance, as WCAG defines it."""
    return _linear(picture) @ np.array([0.2126, 0.7152, 0.0722])


def ratio(one: float, other: float) -> float:
    """The contrast of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _linear(picture: Pixels) -> Pixels:
    return np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)


def _encoded(light: Pixels) -> Pixels:
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
