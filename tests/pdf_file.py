"""PDFs as a newspaper, a browser or a clipping service makes them: lines of a size, at a place."""

from collections.abc import Sequence
from dataclasses import dataclass

_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
)


@dataclass(frozen=True)
class Set:
    """A line as it is set: how large, and how far from the left and the foot of the page."""

    text: str
    size: float = 10
    left: float = 50
    height: float = 0


def column(lines: Sequence[str], *, top: float, size: float = 10, step: float = 12.5) -> list[Set]:
    """Lines below each other."""
    return [Set(line, size, 50, top - step * number) for number, line in enumerate(lines)]


def pdf(*pages: Sequence[Set], title: str = "", made: str = "D:20261128010000Z") -> bytes:
    """A PDF of these pages, made on a day."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) /CreationDate ({made}) >>",
    ]
    for number, page in enumerate(pages):
        shown = "\n".join(_shown(line) for line in page)
        objects += [
            f"{_PAGE} /Contents {6 + 2 * number} 0 R >>",
            f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}\nendstream",
        ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size "
    end += f"{len(objects) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def _shown(line: Set) -> str:
    text = line.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {line.size} Tf 1 0 0 1 {line.left} {line.height} Tm ({text}) Tj ET"
