"""The skeleton of industries a new site starts with. Plain data.

Only industries with a national standard of their own for judging major hazards, or with a department that
answers for them, are listed; a site adds finer ones below. Names are the official Chinese ones, since they are
data (they stand in the lists that leave the system), not labels.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sector:
	"""One industry. `parent` empty: a root.

	coal: the stricter closing rules of the coal mine regulation apply (煤矿安全生产条例).
	cross_industry: its criteria apply to enterprises of any industry (应急管理部令第10号 art. 2: hazardous
	chemicals, fire, gas and special equipment inside other enterprises follow their own standards).
	"""

	name: str
	parent: str = ""
	is_group: bool = False
	is_coal: bool = False
	cross_industry: bool = False


INDUSTRY_AND_TRADE = "工贸"

SECTORS: tuple[Sector, ...] = (
	Sector(INDUSTRY_AND_TRADE, is_group=True),
	*(
		Sector(name, INDUSTRY_AND_TRADE)
		for name in ("冶金", "有色", "建材", "机械", "轻工", "纺织", "烟草", "商贸")
	),
	Sector("煤矿", is_coal=True),
	Sector("金属非金属矿山"),
	Sector("化工和危险化学品", cross_industry=True),
	Sector("烟花爆竹"),
	Sector("民用爆炸物品"),
	Sector("城镇燃气", cross_industry=True),
	Sector("房屋市政"),
	Sector("特种设备", cross_industry=True),
	Sector("消防", cross_industry=True),
	Sector("电力"),
	Sector("交通运输"),
	Sector("水利"),
	Sector("农业机械和渔业"),
	Sector("文化和旅游"),
)
