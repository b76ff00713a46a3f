"""The triggers with which the database refuses to change or remove a deed, on SQLite and on PostgreSQL."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = {
    "deed_no_update": "BEFORE UPDATE ON journal_deed BEGIN SELECT RAISE(ABORT, 'a deed is never changed'); END",
    "deed_no_delete": "BEFORE DELETE ON journal_deed BEGIN SELECT RAISE(ABORT, 'a deed is never removed'); END",
    "deed_text_only_erased": (
        "BEFORE UPDATE ON journal_deedtext "
        "WHEN NEW.text <> '' OR NEW.salt <> '' OR NEW.erased_at IS NULL "
        "OR NEW.deed_id <> OLD.deed_id OR NEW.field <> OLD.field "
        "BEGIN SELECT RAISE(ABORT, 'a text is erased, never changed'); END"
    ),
    "deed_text_no_delete": (
        "BEFORE DELETE ON journal_deedtext BEGIN SELECT RAISE(ABORT, 'a text is erased, never removed'); END"
    ),
}
_REFUSE = """
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a deed is never changed or removed';
END $$
"""
_ONLY_ERASE = """
CREATE OR REPLACE FUNCTION journal_only_erase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.text <> '' OR NEW.salt <> '' OR NEW.erased_at IS NULL
        OR NEW.deed_id <> OLD.deed_id OR NEW.field <> OLD.field
    THEN
        RAISE EXCEPTION 'a text is erased, never changed or removed';
    END IF;
    RETURN NEW;
END $$
"""
_EACH = "FOR EACH ROW EXECUTE FUNCTION"
POSTGRESQL = (
    _REFUSE,
    _ONLY_ERASE,
    f"CREATE TRIGGER deed_no_change BEFORE UPDATE OR DELETE ON journal_deed {_EACH} journal_refuse()",
    "CREATE TRIGGER deed_no_truncate BEFORE TRUNCATE ON journal_deed EXECUTE FUNCTION journal_refuse()",
    f"CREATE TRIGGER deed_text_only_erased BEFORE UPDATE OR DELETE ON journal_deedtext {_EACH} journal_only_erase()",
    "CREATE TRIGGER deed_text_no_truncate BEFORE TRUNCATE ON journal_deedtext EXECUTE FUNCTION journal_refuse()",
)
_POSTGRESQL_NAMES = (
    ("deed_no_change", "journal_deed"),
    ("deed_no_truncate", "journal_deed"),
    ("deed_text_only_erased", "journal_deedtext"),
    ("deed_text_no_truncate", "journal_deedtext"),
)


def create(editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    if editor.connection.vendor == "postgresql":
        for statement in POSTGRESQL:
            editor.execute(statement)
        return
    for name, body in SQLITE.items():
        editor.execute(f"CREATE TRIGGER {name} {body}")


def drop(editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away: only for undoing the migration, and for emptying a test database."""
    if editor.connection.vendor == "postgresql":
        for name, table in _POSTGRESQL_NAMES:
            editor.execute(f"DROP TRIGGER {name} ON {table}")
        return
    for name in SQLITE:
        editor.execute(f"DROP TRIGGER {name}")
