"""Referrals and look-backs of the demo: after everything else has happened, on the day the demo is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field

TO_DISCIPLINE, TO_JUSTICE = "Discipline Inspection", "Judicial Authority"
MEASURES = {
	TO_DISCIPLINE: "Referral to Discipline Inspection",
	TO_JUSTICE: "Referral to Judicial Authority",
}


@dataclass(frozen=True)
class ReferralSpec:
	"""A referral of one person. hazard: key of the scenario; authority, recipient, copy_to: keys of authorities.

	status: how far it is carried, "Sent", "Received" or "Answered". result: (outcome, document number, words).
	"""

	hazard: str
	kind: str
	authority: str
	recipient: str
	person: str
	post: str
	organisation: str
	conduct: str
	letter_no: str
	case_facts: str
	legal_basis: str
	opinion: str
	status: str
	tier: str = "Leadership"
	copy_to: str = ""
	receipt_no: str = ""
	result: tuple[str, str, str] | None = None
	particulars: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LookBackSpec:
	"""A look-back that was directed. hazard: key of the scenario; recurred: key of the hazard that came back."""

	hazard: str
	authority: str
	direction: str
	inspectors: tuple[tuple[str, str], ...]
	statement: str
	finding: str
	reason: str
	supplement: tuple[str, str, int] | None = None  # measure, responsible person, days from today
	recurred: str = ""


REFERRALS = (
	ReferralSpec(
		"AT-02",
		TO_DISCIPLINE,
		"luzhou-anwei",
		"discipline",
		"乔宝田",
		"副主任（分管规划建设）",
		"老顶山街道办事处",
		"2023年以来三次接到燃气企业占压报告，未组织拆除，也未向区政府报告。",
		"潞安移字〔{year}〕1号",
		"英雄街中压燃气管线被临建仓库占压，燃气企业三次书面报告属地街道，街道未采取措施，隐患持续存在。",
		"《安全生产法》第九十条；《城镇燃气管理条例》第五十二条",
		"已责令限期拆除并由区安委办挂牌督办；建议对相关责任人员依规依纪调查处理。",
		"Answered",
		receipt_no="长纪收〔演示〕112号",
		result=("Talk or Letter", "长纪函〔演示〕26号", "已约谈并责令作出书面检查，督促街道完成拆除。"),
	),
	ReferralSpec(
		"HS-01",
		TO_DISCIPLINE,
		"shangdang-anwei",
		"discipline",
		"冀海生",
		"燃气管理站站长",
		"上党区住房和城乡建设局",
		"多次检查均未指出违规充装，检查记录与现场不符。",
		"上安移字〔{year}〕1号",
		"充装站长期为非自有钢瓶充装液化气，监管人员检查记录均为“未发现问题”。",
		"《安全生产法》第九十条；《城镇燃气管理条例》",
		"已责令充装站停止违规充装；建议核查监管履职情况。",
		"Sent",
		tier="Managerial",
	),
	ReferralSpec(
		"RD-03",
		TO_JUSTICE,
		"xiangyuan-yingji",
		"xiangyuan-gongan",
		"段志华",
		"储运车间主任",
		"润达化工",
		"收到责令整改指令后仍安排在探测器缺失的鹤位装车作业。",
		"襄应急移字〔{year}〕1号",
		"装车鹤管区可燃气体探测器缺失19天，责令停用3号鹤位后，该鹤位夜间仍在装车，具有发生火灾爆炸的现实危险。",
		"《刑法》第一百三十四条之一第（二）项；《安全生产法》第一百零二条",
		"已查封3号鹤位；认为涉嫌危险作业罪，移送立案侦查。",
		"Received",
		tier="Managerial",
		copy_to="xiangyuan-jiancha",
		receipt_no="襄公（治）受案字〔演示〕41号",
		particulars={
			"suspected_offence": "危险作业罪（刑法第一百三十四条之一）",
			"items_involved": "3号鹤位装车记录本1册",
			"appraisals": "可燃气体探测器检定证书1份",
			"investigation_report": "涉嫌犯罪案件调查报告.pdf",
		},
	),
)

LOOK_BACKS = (
	LookBackSpec(
		"RD-01",
		"xiangyuan-yingji",
		"市安委办第四季度督查交办",
		(("魏国栋", "襄垣县应急管理局"), ("刘文清", "聘请专家")),
		"安环部部长姚慧：锁开装置已全部到位，台账在中控室。",
		"Superficial",
		"12处锁开装置完好，但钥匙集中放在无人值守的中控室抽屉，未登记领用，锁开管理流于形式。",
		supplement=("建立锁开钥匙领用登记并由当班班长保管", "段志华", 10),
	),
	LookBackSpec(
		"WX-04",
		"gaoxin-anwei",
		"商户反映地下车库照明未修，管委会领导批示核查",
		(("牛海涛", "长治高新区安委办"), ("郭力", "长治高新区消防救援大队")),
		"物业主管：灯换过，后来又坏了。",
		"Sham",
		"两处应急照明断电后均不亮，灯体积灰完好，未见更换痕迹；整改后照片系另一楼层拍摄。",
	),
	LookBackSpec(
		"HF-01",
		"xiangyuan-nengyuan",
		"市能源局回头看计划",
		(("魏宏伟", "襄垣县能源局"), ("冯志国", "襄垣县能源局")),
		"通防科科长申保卫：闭锁试验每月做，传感器是另一回事。",
		"Recurred",
		"闭锁功能有效，但同一监控系统三只传感器超期未调校，监控失效问题反弹，已作为新隐患登记。",
		recurred="HF-06",
	),
)
# hazards that a sham finding brings back to this stage
REOPENED = {"WX-04": "Rectifying"}
# what the city office draws from, and how many
DRAWN_BY, DRAWN_DAYS, DRAWN_NUMBER = "city-anwei", 200, 2
