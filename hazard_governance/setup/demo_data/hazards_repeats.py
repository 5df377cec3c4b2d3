"""Hazards that came back: one after filing, which re-opens the source governance of the earlier one and was answered for
mildly; one that waits for somebody to say whether it is the same again."""

from __future__ import annotations

from hazard_governance.setup.demo_data.model import ActionSpec, CaseSpec, Fix, Immediate, Scenario

REPEATED_HAZARDS = (
	Scenario(
		"RD-07",
		"runda",
		"禁忌化学品再次混存于同一库房",
		"3号危险化学品库",
		"储运车间",
		"Enforcement Inspection",
		"3号库内双氧水与保险粉、过硫酸铵再次同库存放，仅以0.5米通道相隔，超量存放约1.1吨；仓储系统禁忌校验被人工跳过。",
		"禁忌物料接触剧烈反应，引发火灾爆炸并产生有毒烟气。",
		"库区3人，相邻包装车间26人。",
		-16,
		"Rectifying",
		9,
		found_by="襄垣县应急管理局执法人员",
		criterion="WH-2017-20",
		inspector="xiangyuan-yingji",
		inspection_no="襄应急检〔演示〕47号",
		order_no="襄应急责改〔演示〕47号",
		recurring="RD-05",
		immediate=(Immediate("停止入库，双氧水立即移至2号库，现场警戒", "段志华", 3, True, "当日移库完成"),),
		measures=(
			Fix(
				"取消仓储系统禁忌校验的人工跳过权限，跳过须经安环部线上审批",
				"仓储主管 连芳",
				1.2,
				5,
				"权限取消前双人核对禁忌表",
			),
		),
		verifier="xiangyuan-yingji",
		actions=(
			ActionSpec(
				"连芳",
				"仓储主管",
				"Primary",
				"Direct",
				"跳过系统禁忌校验，再次安排禁忌物料混放",
				"《危险化学品仓储管理制度》",
				(("Verbal Warning", {}),),
				repeat_consideration="上次已罚款并通报。本次混存时间短、当日移出，拟口头警告，如再发生调离岗位。",
			),
		),
		cases=(
			CaseSpec(
				"xiangyuan-yingji",
				"郝玉兵",
				"查清禁忌校验为何可以跳过，重新启动源头治理。",
				9,
				issued=-14,
			),
		),
	),
	Scenario(
		"XH-08",
		"xinghe",
		"热处理区2号配电箱箱门缺失、箱内积尘",
		"热处理区2号配电箱",
		"热处理班",
		"Self-Inspection",
		"2号配电箱箱门拆下未装回，箱内积尘，接线端子护罩松动。",
		"触电、短路起火。",
		"热处理区作业人员5人。",
		-1,
		"Rectifying",
		4,
		general=True,
		found_by="抛光车间班组长 刘洋",
		immediate=(Immediate("断电挂牌，装回箱门", "电工班班长 赵卫", None),),
	),
)
