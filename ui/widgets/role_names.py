"""Name for people what can become of a paragraph."""

from resilience_desktop.workbook import Role

NAMES = {
    Role.TITLE: "Title",
    Role.HEADING: "Heading",
    Role.TEXT: "Text",
    Role.PROMPT: "Prompt",
    Role.FOOTNOTE: "Footnote",
    Role.LEFT_OUT: "Leave out",
}
"""In the order in which they are offered."""

ROLES = tuple(NAMES)
