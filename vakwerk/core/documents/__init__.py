"""PDF documents by typst: tagged (PDF/UA-1), the same bytes for the same input, in the house style.

    documents.pdf("talent/report.typ", {"title": ..., "name": ...}) -> bytes
    documents.response(content, "verslag.pdf") -> HttpResponse

"talent/report.typ" is `vakwerk/talent/documents/report.typ`; it imports `/core/documents/vakwerk.typ`, which explains
itself. Data travels as JSON and is never read as markup, whatever somebody is called. A `core.charts.Chart` may stand
anywhere in the data; the template prints it with `vw-chart`.
"""

from vakwerk.core.documents.compiler import DocumentError, pdf, response
from vakwerk.core.documents.encoding import figure

__all__ = ["DocumentError", "figure", "pdf", "response"]
