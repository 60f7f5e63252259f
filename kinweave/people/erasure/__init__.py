"""Being forgotten: asked for, waited for, and then done in one go.

Each app says what it takes away (:func:`~kinweave.people.erasure.forgetting.forgets`). What others
need stays, without the name: the account's row, empty, is shown as "Somebody who left".
"""
