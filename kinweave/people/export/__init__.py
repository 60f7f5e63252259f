"""Taking all one's data along: one file with everything that is somebody's, and nobody else's.

Each app says what it holds of a person (:func:`~kinweave.people.export.parts.exports`);
docs/export.md describes the file.
"""
