"""Tips from the public of the demo, some in every state; days and hours are offsets from the day of loading. Informers are
invented like everybody else."""

from __future__ import annotations

from dataclasses import dataclass

from hazard_governance.domain import tip_words as w
from hazard_governance.setup.demo_data.regions import CITY, GAOXIN, LUZHOU, XIANGYUAN


@dataclass(frozen=True)
class TipSpec:
	"""One tip. on: day it came in. photos: names of pictures. decided: (day, office key). enterprise: key, once it is
	known. hazard: key of the scenario that it repeats. handed_to: region, note. look: reason of the confidant."""

	description: str
	place: str
	region: str
	on: int
	enterprise_name: str = ""
	position: tuple[float, float, int] | None = None
	name: str = ""
	phone: str = ""
	photos: tuple[str, ...] = ()
	status: str = w.RECEIVED
	decided: tuple[int, str] | None = None
	enterprise: str = ""
	hazard: str = ""
	title: str = ""
	ground: str = ""
	reason: str = ""
	handed_to: tuple[str, str] | None = None
	look: str = ""
	kept_for: str = ""


CONFIDANT = "confidant@luzhou.example"

TIPS = (
	TipSpec(
		"厂区南门仓库里电线乱拉，插座烧黑了，晚上还有人在里面给电动车充电。",
		"马厂工业园南门仓库",
		LUZHOU,
		-2,
		"南门那家木业公司",
		(36.2216, 113.1268, 12),
		photos=("插座.jpg", "电动车.jpg"),
	),
	TipSpec(
		"饭店后厨的液化气瓶和灶台挨着，晚上经常闻到煤气味。",
		"英雄中路小吃街中段",
		LUZHOU,
		-21,
		name="常丽萍",
		phone="139 0355 0101",
		photos=("后厨.jpg",),
	),
	TipSpec(
		"成品库的配电箱门掉了，里面的线露在外面，旁边堆着木屑。",
		"华联木业成品库东墙",
		LUZHOU,
		-9,
		"华联木业",
		(36.2241, 113.1302, 20),
		name="申海兵",
		phone="138 0355 0102",
		photos=("配电箱.jpg", "木屑.jpg"),
		status=w.BECAME_HAZARD,
		decided=(-7, "luzhou-anwei"),
		enterprise="hualian",
		title="成品库配电箱门缺失、导线裸露，旁边堆放木屑",
		look="核发举报奖励，联系举报人。",
		kept_for=w.REWARD_OPEN,
	),
	TipSpec(
		"老年公寓西边小楼里用煤气罐做饭，隔壁就住着老人，没有报警器。",
		"延南老年公寓西配楼",
		LUZHOU,
		-2,
		"阳光老年公寓",
		status=w.DUPLICATE,
		decided=(-1, "luzhou-anwei"),
		hazard="YG-02",
	),
	TipSpec(
		"机械厂夜里冒黑烟，怀疑除尘器坏了。",
		"英雄北路机械厂",
		LUZHOU,
		-14,
		name="暴宏伟",
		phone="137 0355 0103",
		status=w.REJECTED,
		decided=(-10, "luzhou-anwei"),
		ground=w.NOT_FOUND,
		reason="当晚和次日两次到现场核查，除尘器运行正常，冒烟为邻近锅炉房点火所致，已转告生态环境部门。",
	),
	TipSpec(
		"商场地下车库的防火卷帘下面停满了车，卷帘放不下来。",
		"太行东街商场地下一层",
		LUZHOU,
		-4,
		photos=("卷帘.jpg",),
		handed_to=(GAOXIN, "地点在高新区，不属潞州区。"),
	),
	TipSpec(
		"矿上综掘队为了赶进度，把瓦斯传感器挪到了进风口。",
		"王桥镇返底村煤矿",
		XIANGYUAN,
		-1,
		"鸿丰煤业",
		enterprise="hongfeng",
	),
	TipSpec("路边有个液化气点没有招牌，罐子就堆在棚子下面。", "国道旁，不清楚属于哪个县", CITY, -3),
)
