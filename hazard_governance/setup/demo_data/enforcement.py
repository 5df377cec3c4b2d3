"""Enforcement decisions of the demo, by the hazard they are about: each outcome, one decided otherwise, one still a draft."""

from __future__ import annotations

from dataclasses import dataclass

from hazard_governance.domain import enforcement_words as words


@dataclass(frozen=True)
class PenaltySpec:
	"""One penalty. served: days after the decision; None = not served yet. person: name and post, on the enterprise
	without. daily: days after the decision from which the fine runs on day by day."""

	kind: str
	article: str
	decision_no: str
	amount: float = 0
	law: str = words.WORK_SAFETY_LAW
	person: tuple[str, str] = ("", "")
	served: int | None = 3
	daily: int | None = None


@dataclass(frozen=True)
class EnforcementSpec:
	"""One decision. on: day of the decision, counted from the day of loading. outcome "": left a draft.

	evidence: (about, what it shows). confirms: the authority first records with proof when the enterprise telephoned.
	"""

	authority: str
	on: int
	grounds: str
	effective: bool = True
	produced: bool = False
	hidden: bool = False
	evidence: tuple[tuple[str, str], ...] = ()
	outcome: str = ""
	penalties: tuple[PenaltySpec, ...] = ()
	otherwise: str = ""
	confirms: bool = False


MEASURES, PRODUCTION = words.ABOUT_MEASURES, words.ABOUT_PRODUCTION

ENFORCEMENTS: dict[str, EnforcementSpec] = {
	"HF-04": EnforcementSpec(
		"xiangyuan-nengyuan",
		-36,
		"企业自查发现并当日报告，已停运主运皮带更换传感器，现场核查措施有效，期间无人员进入机头硐室。",
		evidence=((MEASURES, "更换烟雾传感器及试验记录照片"),),
		outcome=words.LENIENT,
	),
	"RD-04": EnforcementSpec(
		"xiangyuan-yingji",
		-47,
		"企业发现后即电话报告值班室，停止全厂动火作业并逐项复查作业票，措施有效。",
		evidence=((MEASURES, "停止动火通知、作业票复查记录"),),
		outcome=words.LENIENT,
		confirms=True,
	),
	"XH-03": EnforcementSpec(
		"luzhou-gongxin",
		-28,
		"执法检查发现起重量限制器失效，企业未自查报告；检查后次日才停用行车。",
		effective=False,
		outcome=words.NOT_LENIENT,
		penalties=(PenaltySpec("Fine", "第九十九条第四项", "潞工信罚〔演示〕2号", 20000),),
	),
	"RD-03": EnforcementSpec(
		"xiangyuan-yingji",
		-30,
		"执法检查发现装车鹤管区探测器缺失，企业未上报，逾期未采取有效措施。",
		effective=False,
		outcome=words.NOT_LENIENT,
		penalties=(
			PenaltySpec("Fine", "第九十九条第二项", "襄应急罚〔演示〕5号", 30000, daily=4),
			PenaltySpec(
				"Fine", "第九十九条第二项", "襄应急罚〔演示〕6号", 10000, person=("生产部负责人", "部长")
			),
		),
	),
	"RD-07": EnforcementSpec(
		"xiangyuan-yingji",
		-11,
		"禁忌化学品再次混存，前次整改后未保持，检查时企业未报告。",
		effective=False,
		outcome=words.NOT_LENIENT,
		penalties=(PenaltySpec("Fine", "第一百零一条第五项", "襄应急罚〔演示〕9号", 50000),),
	),
	"HF-06": EnforcementSpec(
		"xiangyuan-nengyuan",
		-9,
		"三只甲烷传感器超期未调校期间15103工作面未停产，当班产量记录与监控数据一致。",
		effective=False,
		produced=True,
		evidence=((PRODUCTION, "超期期间的产量日报与主运皮带运行记录"),),
		outcome=words.CONCEALED,
		penalties=(
			PenaltySpec(
				"Production and Business Suspended",
				"第六十四条",
				"襄能源罚〔演示〕4号",
				law=words.COAL_REGULATIONS,
			),
			PenaltySpec("Fine", "第六十四条", "襄能源罚〔演示〕4号", 500000, words.COAL_REGULATIONS),
			PenaltySpec(
				"Fine",
				"第六十四条",
				"襄能源罚〔演示〕5号",
				30000,
				words.COAL_REGULATIONS,
				("刘德胜", "矿长"),
				None,
			),
		),
	),
	"AT-03": EnforcementSpec(
		"luzhou-zhujian",
		-80,
		"检查发现未建立入户安检制度；企业当月建立制度并完成首轮入户安检，未造成后果。",
		evidence=((MEASURES, "入户安检制度文本和首轮安检台账"),),
		outcome=words.LENIENT,
		otherwise="初次违法、危害后果轻微并及时改正，依照《行政处罚法》第三十三条不予行政处罚。",
	),
	"JY-01": EnforcementSpec(
		"shangdang-gongxin",
		-2,
		"中频炉已停用，炉坑积水正在抽排，待复核后提交决定。",
		evidence=((MEASURES, "停炉和抽排现场照片"),),
	),
}
