"""An agenda or minutes written out as HTML, plain text or JSON."""

import json

from states.forms import Form
from states.paper import Paper
from states.paper_json import reading
from templates.environment import fill_page, fill_plain
from templates.view import view
from templates.words import phrases


def render(paper: Paper, form: Form) -> str:
    """The paper in one form, with a newline at the end. Raises TemplateBroken where a template cannot be filled in.

    HTML: one page that stands alone, to read, print and send. Text: one line a paragraph. JSON: `paper_json.reading`.
    """
    match form:
        case Form.HTML:
            return fill_page("paper.html.j2", paper=view(paper), labels=phrases("labels"))
        case Form.TEXT:
            return fill_plain("paper.txt.j2", paper=view(paper), labels=phrases("labels"))
        case Form.JSON:
            return json.dumps(reading(paper), ensure_ascii=False, indent=2) + "\n"
