"""The verbs of the actor table. Each is one transaction and one event.

Page, import, link and API all call the same ones."""
