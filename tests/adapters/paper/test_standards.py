"""Norms (規格): PDF/A-3a and PDF/UA-1 by the veraPDF engine, fonts, paper size, margins, grey."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import ImageChops

from tests.adapters.paper import samples
from tests.adapters.paper.looking import opened, pages_as_images, poppler
from tests.tools.verapdf import verapdf

A4 = (595.28, 841.89)
DPI = 72
MARGIN = 10 / 25.4 * DPI


@pytest.fixture(scope="session")
def files(certificate, key_notice):
    """Both kinds, plain and hard."""
    return {
        "certificate": certificate(),
        "certificate-without-evidence": certificate(evidence=None, demo=False),
        "certificate-interim": certificate(samples.INTERIM),
        "certificate-performance": certificate(samples.PERFORMANCE),
        "certificate-rare": certificate(samples.RARE),
        "certificate-variant": certificate(
            samples.changed(samples.PLAIN, contractor__name="渡邉\U000e0102建設")
        ),
        "certificate-two-pages": certificate(samples.LONG, paper_delivery=True),
        "key-notice": key_notice(),
        "key-notice-rare": key_notice(samples.RARE),
        "key-notice-long": key_notice(samples.LONG, demo=False),
    }


NAMES = (
    "certificate",
    "certificate-without-evidence",
    "certificate-interim",
    "certificate-performance",
    "certificate-rare",
    "certificate-variant",
    "certificate-two-pages",
    "key-notice",
    "key-notice-rare",
    "key-notice-long",
)
every_file = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="session")
def judgements(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("verapdf")
    for name, pdf in files.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    results = verapdf(folder / f"{name}.pdf" for name in files)
    return {(path.stem, flavour): result for (path, flavour), result in results.items()}


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
@every_file
def test_the_engine_finds_nothing_wrong(judgements, name, flavour):
    result = judgements[name, flavour]
    assert (result.passed, result.broken) == (True, ())


def test_the_engine_does_find_what_is_wrong(certificate, tmp_path):
    with pikepdf.open(io.BytesIO(certificate())) as document:
        del document.Root.Metadata
        document.save(tmp_path / "bad.pdf")
    results = verapdf([tmp_path / "bad.pdf"])
    assert [r.passed for r in results.values()] == [False, False]


@every_file
def test_all_fonts_are_embedded_with_their_characters(files, name):
    _head, _line, *fonts = poppler("pdffonts", files[name]).splitlines()
    flags = [line.split()[-5:-2] for line in fonts]
    assert flags == [["yes", "yes", "yes"]] * len(fonts)
    assert len(fonts) >= 2


@every_file
def test_every_page_is_a4(files, name):
    with opened(files[name]) as document:
        boxes = [[float(v) for v in page.mediabox] for page in document.pages]
    for left, bottom, right, top in boxes:
        assert (left, bottom) == (0, 0)
        assert (right, top) == pytest.approx(A4, abs=0.1)
    assert len(boxes) in {1, 2}


@every_file
def test_nothing_is_printed_within_ten_millimetres_of_the_edge(files, name):
    for page in pages_as_images(files[name], DPI):
        white = page.point(lambda value: 0 if value < 250 else 255).convert("L")
        left, top, right, bottom = ImageChops.invert(white).getbbox()
        assert min(left, top, page.width - right, page.height - bottom) >= MARGIN - 1


@every_file
def test_the_file_holds_nothing_that_acts(files, name):
    forbidden = {"/JS", "/JavaScript", "/Launch", "/XFA", "/OCProperties", "/AA", "/OpenAction"}
    with opened(files[name]) as document:
        dictionaries = [o for o in document.objects if isinstance(o, pikepdf.Dictionary)]
        used = set().union(*(item.keys() for item in dictionaries))
    assert used & forbidden == set()


@pytest.mark.parametrize("name", ["certificate", "key-notice"])
def test_qpdf_finds_no_damage(files, name):
    assert "No syntax or stream encoding errors found" in poppler("qpdf", files[name], "--check")


def test_the_two_documents_are_unmistakable_even_in_grey(files):
    certificate, notice = (
        pages_as_images(files[name], 20)[0].convert("L") for name in ("certificate", "key-notice")
    )
    band = (30, 15, 135, 30)  # where the notice has its dark band
    assert _mean(notice.crop(band)) < 128
    assert _mean(certificate.crop(band)) > 200


def _mean(image):
    histogram = image.histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


@pytest.mark.parametrize(
    "colour",
    ["#4a5568", "#8f1d14", "#1b2f5b", "#44524f", "#00594f"],
)
def test_every_ink_has_contrast_in_grey(colour):
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (red, green, blue)
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    palest_paper = 0.86  # the tint behind number and key
    assert (palest_paper + 0.05) / (luminance + 0.05) >= 4.5
