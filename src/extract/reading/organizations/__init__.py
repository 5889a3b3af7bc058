"""The organization behind a title: a walk over words that knows heads, bodies, phrases, places and where names begin.

It begins with a head ("Sở"), a body, a place, a country or, behind a title that shares its head ("Trưởng Ban Tổ chức"),
with what the head leads; it goes on while words belong to it, and ends at a mark, a verb, the next title or a name.
"""
