"""What every reader of workbooks says of a file that it cannot use."""

from hazard_governance.domain.deficiency import N_

NO_FILE = N_("This file cannot be opened as a workbook. Save it as .xlsx.")
TOO_MANY = N_("The workbook has more than {0} rows. Split it.")
NO_COLUMN = N_("The column {0} is missing. Add it.")
UNKNOWN_COLUMN = N_("The column {0} is not known. Rename or delete it.")
