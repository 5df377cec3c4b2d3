"""Official papers on a site: made from the record, shown as a page, sent as PDF or docx. What they say: domain/papers."""
