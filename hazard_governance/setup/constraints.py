"""Keys that the database keeps unique, where two transactions cannot see each other's rows."""

import frappe
from frappe.query_builder.functions import Count

# an authority gives a letter number once (GB/T 9704-2012, 7.2.5); cases without a letter hold no value
UNIQUE = {"Supervision Case": ("authority", "letter_no")}


def ensure_constraints() -> None:
	"""Add each key. Changes the schema, hence commits: for install and migrate.

	Numbers given twice before the key existed stay as they are: the key is left out and the log names them.
	"""
	for doctype, columns in UNIQUE.items():
		twice = _repeated(doctype, columns)
		if twice:
			frappe.log_error(
				title=f"{doctype}: no unique key on {', '.join(columns)}",
				message="\n".join(" ".join(map(str, row)) for row in twice),
			)
			continue
		frappe.db.add_unique(doctype, list(columns), constraint_name="unique_" + "_".join(columns))


def _repeated(doctype: str, columns: tuple[str, ...]) -> list[tuple]:
	table = frappe.qb.DocType(doctype)
	fields = [table[column] for column in columns]
	return (
		frappe.qb.from_(table)
		.select(*fields)
		.where(table[columns[-1]].isnotnull())
		.groupby(*fields)
		.having(Count(table.name) > 1)
		.orderby(*fields)
		.run()
	)
