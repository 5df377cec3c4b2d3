"""One hazard and one supervision case as the lists know them, for the tests of the lists."""

from datetime import date

from hazard_governance.domain import vocabulary as words
from hazard_governance.domain.lists import ListedHazard
from hazard_governance.domain.supervision_list import ListedCase

TODAY = date(2026, 11, 24)

OPEN = ListedHazard(
	name="HZ-2026-00001",
	hazard_title="粉尘积聚",
	register_no="140402-202611-0001",
	stage=words.RECTIFYING,
	verification=words.VERIFIED,
	classification_basis=words.BY_CRITERION,
	criterion_standard="工贸企业重大事故隐患判定标准",
	criterion_document_no="应急管理部令第10号",
	criterion_article="第十一条",
	source=words.SELF_INSPECTION,
	enterprise="甲公司",
	competent_authority="甲县工信局",
	county="甲县",
	county_code="140402",
	industry="工贸",
	place="打磨车间",
	existing_condition="梁上积尘5毫米",
	found_on=date(2026, 11, 2),
	registered_on=date(2026, 11, 2),
	responsible_person="王强",
	rectification_due=date(2026, 11, 23),
	recurring="Yes",
	campaign="2026行动",
	listed=True,
	persons_direct=1,
	persons_leadership=2,
	prepared_by="李明",
	reviewed_by="赵敏",
	first_reported_on=date(2026, 11, 3),
	reporting_unit="甲县安委办",
	step_description="Complete",
)
CASE = ListedCase(
	name="SC-2026-00001",
	hazard="HZ-2026-00001",
	hazard_title="粉尘积聚",
	register_no="140402-202611-0001",
	stage=words.RECTIFYING,
	enterprise="甲公司",
	county="甲县",
	county_code="140402",
	industry="工贸",
	kind="Listed",
	level="City",
	authority="市安委办",
	letter_no="长安督〔2026〕3号",
	issued_on=date(2026, 11, 4),
	leader="周正",
	requirements="停产整改",
	due_on=date(2026, 11, 23),
	report_every_days=7,
	latest_progress="完成清理",
	latest_progress_on=date(2026, 11, 16),
	extension_applied_on=date(2026, 11, 10),
	extension_decided_on=date(2026, 11, 12),
	extension_decision="Granted",
	extension_new_due=date(2026, 11, 23),
	extension_reason="设备到货延迟",
	urgings=("Interview", "Reminder Letter", "Reminder Letter"),
	status="In Force",
)
