"""Regions of the demo, its campaign, and the industries that departments answer for."""

from __future__ import annotations

CITY = "长治市"

LUZHOU, SHANGDANG, XIANGYUAN, GAOXIN = "潞州区", "上党区", "襄垣县", "长治高新区"

CAMPAIGN = "重大事故隐患专项排查整治行动（演示）"

REGIONS = (
	(CITY, "140400", "City", "", True),
	(LUZHOU, "140403", "County", CITY, True),
	(SHANGDANG, "140404", "County", CITY, False),
	(XIANGYUAN, "140423", "County", CITY, True),
	(GAOXIN, "140471", "Development Zone", CITY, False),
	("老顶山街道", "140403009", "Township", LUZHOU, False),
	("王桥镇", "140423101", "Township", XIANGYUAN, False),
)

TRADE, COAL, CHEMICAL, GAS, FIRE = "工贸", "煤矿", "化工和危险化学品", "城镇燃气", "消防"

BUILDING, ELEVATOR, EXPLOSIVES = "房屋市政", "特种设备", "民用爆炸物品"
