"""Sheets of an enterprise ledger: the register itself, and one sheet for each kind of record that belongs to a hazard.

The register (台账) has the columns of the official form; the other sheets hold the fields of the DocTypes, with the
labels of the forms. A ledger may consist of the register alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from hazard_governance.domain import facts
from hazard_governance.domain.deficiency import N_
from hazard_governance.ledger.words import label, zh

REGISTER = "重大事故隐患台账"
HAZARD_NO = "隐患编号"
PARENT_NO = "所属编号"
OWN_NO = "编号"
HEADER_ROW = 3
SIGNATURES = ("填报人：", "审核人：", "主要负责人（签字）：", "盖章及日期：")


@dataclass(frozen=True)
class Column:
	"""One column of the register. required: without it the row is incomplete (marked in the heading)."""

	key: str
	header: str
	required: bool = False
	width: int = 14

	@property
	def heading(self) -> str:
		"""The header as written, with a star where the form asks for the column."""
		return f"{self.header}★" if self.required else self.header


REGISTER_COLUMNS = (
	Column("idx", "序号", width=6),
	Column("name", HAZARD_NO, True, 12),
	Column("enterprise", "企业名称", True, 26),
	Column("credit_code", "统一社会信用代码", width=22),
	Column("industry", "行业领域", True, 12),
	Column("county", "县区", True, 12),
	Column("source", "隐患来源", True, 12),
	Column("found_on", "发现时间", True, 17),
	Column("found_by", "发现人/检查单位", True, 20),
	Column("place", "地点部位", True, 22),
	Column("existing_condition", "隐患状态描述", True, 44),
	Column("possible_harm", "可能造成的危害", True, 30),
	Column("scope_of_influence", "影响范围", True, 24),
	Column("recurring", "是否重复出现（前次编号）", True, 16),
	Column("classification", "隐患等级", True, 10),
	Column("basis", "判定依据", True, 34),
	Column("causes", "主要原因", True, 34),
	Column("measures", "整改措施", True, 44),
	Column("responsible_person", "整改责任人", True, 14),
	Column("funds", "整改资金（万元）", True, 10),
	Column("due", "整改时限", True, 12),
	Column("contingency", "应急预案", True, 30),
	Column("suspended", "是否停产停业", width=10),
	Column("posted", "是否公示", width=16),
	Column("reported_on", "报告日期", True, 12),
	Column("listed", "是否挂牌督办", width=10),
	Column("level", "督办级别", width=10),
	Column("stage", "整改进度", width=10),
	Column("completed_on", "完成日期", width=12),
	Column("accepted_on", "验收日期", width=12),
	Column("closed_out_on", "销号日期", width=12),
	Column("receipt_no", "整改报告备案号", width=20),
	Column("persons", "问责人数", width=8),
	Column("remarks", "备注", width=24),
)


@dataclass(frozen=True)
class DetailSheet:
	"""A sheet of records. path: where its rows go in a record ("actions", or "actions.measures" for rows of rows).

	many: several rows a hazard. skip: fields that the register holds already or that a ledger does not need.
	"""

	title: str
	path: str
	facts_class: type[facts.Facts]
	many: bool = True
	skip: frozenset[str] = frozenset()

	@property
	def fieldnames(self) -> tuple[str, ...]:
		"""Fields of the sheet, in the order of the facts, without tables."""
		return tuple(
			field.name
			for field in fields(self.facts_class)
			if field.name not in self.skip | NEVER and not str(field.type).startswith("tuple")
		)

	@property
	def headers(self) -> dict[str, str]:
		"""Header -> field. A label that occurs twice is told apart by the fieldname."""
		found: dict[str, str] = {}
		for fieldname in self.fieldnames:
			header = label(self.facts_class.DOCTYPE, fieldname)
			found[f"{header}（{fieldname}）" if header in found else header] = fieldname
		return found

	@property
	def parent(self) -> str:
		"""Path of the parent rows, "" for a sheet whose rows belong to the hazard itself."""
		first, _dot, rest = self.path.rpartition(".")
		return first if rest and first in ROW_PATHS else ""


SCOPE = frozenset(
	("region", "township", "county", "city", "industry", "enterprise", "register_no", "hazard_title")
)
NEVER = frozenset(
	("name", "idx", "owner", "creation", "workflow_state", "return_reason", "hazard", "public_token")
)
MOVED = frozenset(("cause_text", "task", "project", "responsible_employee", "question", "tracing", "adverse"))
IN_REGISTER = frozenset(
	(
		"enterprise",
		"place",
		"source",
		"found_on",
		"existing_condition",
		"possible_harm",
		"scope_of_influence",
		"recurring",
		"classification",
		"responsible_person",
		"rectification_due",
		"stage",
		"industry",
		"county",
	)
)
ROW_PATHS = ("actions", "acceptances", "cases")


def _sheet(title: str, path: str, facts_class: type[facts.Facts], many: bool = True) -> DetailSheet:
	return DetailSheet(title, path, facts_class, many, SCOPE | MOVED)


DETAIL_SHEETS = (
	DetailSheet("隐患补充信息", "hazard", facts.Hazard, False, IN_REGISTER),
	_sheet("现场即时措施", "hazard.immediate_measures", facts.ImmediateMeasure),
	_sheet("临时管控措施", "hazard.interim_controls", facts.InterimControl),
	_sheet("影像资料", "hazard.evidence", facts.HazardEvidence),
	_sheet("公示", "hazard.public_postings", facts.PublicPosting),
	_sheet("向部门报告", "hazard.authority_reports", facts.AuthorityReport),
	_sheet("阶段记录", "hazard.stage_log", facts.StageLog),
	_sheet("核实判定", "verifications", facts.Verification),
	_sheet("原因分析", "analysis", facts.RootCauseAnalysis, False),
	_sheet("七溯源一分析", "analysis.tracings", facts.Tracing),
	_sheet("原因", "analysis.causes", facts.Cause),
	_sheet("追责", "actions", facts.AccountabilityAction),
	_sheet("追责手段", "actions.measures", facts.AccountabilityActionMeasure),
	_sheet("治理方案", "plan", facts.RemediationPlan, False),
	_sheet("整改措施", "plan.measures", facts.RemediationPlanMeasure),
	_sheet("停产停业", "suspensions", facts.ProductionSuspension),
	_sheet("验收", "acceptances", facts.RectificationAcceptance),
	_sheet("验收人员", "acceptances.team", facts.TeamMember),
	_sheet("逐项核验", "acceptances.findings", facts.Finding),
	_sheet("治源", "source_governance", facts.SourceGovernancePlan, False),
	_sheet("治源项", "source_governance.items", facts.SourceGovernancePlanItem),
	# of the enterprise, not of one hazard; its question is its own
	DetailSheet(
		"专题研究", "study_topics", facts.StudyTopic, True, (SCOPE | MOVED) - {"enterprise", "question"}
	),
	_sheet("高质量整改报告", "report", facts.RectificationReport, False),
	_sheet("督办", "cases", facts.SupervisionCase),
	_sheet("督办进展", "cases.progress", facts.CaseProgress),
	_sheet("督办措施", "cases.urgings", facts.CaseUrging),
	_sheet("督办延期", "cases.extensions", facts.CaseExtension),
)
ENTERPRISE_SHEET = DetailSheet(
	"企业信息",
	"enterprise",
	facts.Enterprise,
	False,
	frozenset(("enterprise_name", "company", "disabled", "erpnext_company", "principal_employee")),
)


@dataclass(frozen=True)
class Problem:
	"""Something in a workbook that cannot be read: where, and what to do. row 0: the sheet as a whole."""

	file: str
	sheet: str
	row: int
	column: str
	message: str
	args: tuple = ()

	@property
	def text(self) -> str:
		"""The sentence in Chinese, with the place."""
		where = [self.file, self.sheet]
		if self.row:
			where.append(zh(ROW).format(self.row))
		if self.column:
			where.append(self.column)
		return f"{' / '.join(where)}: {zh(self.message).format(*self.args)}"


ROW = N_("Row {0}")
