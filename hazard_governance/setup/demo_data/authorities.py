"""Authorities of the demo with their officials; every person is invented."""

from __future__ import annotations

from hazard_governance.setup.demo_data.model import AuthoritySpec, Official
from hazard_governance.setup.demo_data.regions import (
	BUILDING,
	CITY,
	COAL,
	EXPLOSIVES,
	FIRE,
	GAOXIN,
	GAS,
	LUZHOU,
	SHANGDANG,
	TRADE,
	XIANGYUAN,
)
from hazard_governance.setup.role_names import (
	CITY_OFFICE,
	COUNTY_OFFICE,
	DEPARTMENT,
	LIAISON,
	REGISTRAR,
	TASK_FORCE,
)

SAFETY_COMMITTEE, EMERGENCY, INDUSTRY = (
	"Safety Committee Office",
	"Emergency Management",
	"Industry Authority",
)


def _official(user: str, name: str, post: str, *roles: str) -> Official:
	return Official(f"{user}.example", name, post, roles)


# a verification needs two officers; a department without a deputy decides as a lone clerk, with a reason
DEPUTIES = {
	"luzhou-gongxin": "梁艳",
	"luzhou-zhujian": "贺敏",
	"shangdang-gongxin": "暴丽",
	"shangdang-zhujian": "侯翔",
	"shangdang-yingji": "牛颖",
	"xiangyuan-nengyuan": "郑浩",
	"xiangyuan-yingji": "申璐",
	"xiangyuan-gongxin": "白雪",
	"gaoxin-xiaofang": "王钊",
	"gaoxin-yingji": "苏婷",
}
# sectors whose hazards a department answers for in enterprises of every industry
THEMES = {"zhujian": (GAS,), "xiaofang": (FIRE,)}
# the key of a county is also the domain of its people's user ids
COUNTIES = (("luzhou", LUZHOU), ("shangdang", SHANGDANG), ("xiangyuan", XIANGYUAN), ("gaoxin", GAOXIN))
OFFICERS = {
	"luzhou": ("郭永明", "秦晓燕"),
	"shangdang": ("申志刚", "路慧敏"),
	"xiangyuan": ("崔建军", "栗文娟"),
	"gaoxin": ("牛海涛", "原丽霞"),
}
# department key -> (name suffix, short name suffix, industries, post)
DEPARTMENTS = {
	"gongxin": ("工业和信息化局", "工信局", (TRADE,), "安全生产股股长"),
	"nengyuan": ("能源局", "能源局", (COAL,), "安全监管股股长"),
	"zhujian": ("住房和城乡建设局", "住建局", (GAS, BUILDING), "燃气管理股股长"),
	"xiaofang": ("消防救援大队", "消防大队", (FIRE,), "防火监督参谋"),
	"yingji": ("应急管理局", "应急局", (), "危化监管股股长"),
}
DEPARTMENT_OFFICERS = {
	("luzhou", "gongxin"): "杨立峰",
	("luzhou", "zhujian"): "平丽娜",
	("luzhou", "xiaofang"): "常伟",
	("luzhou", "nengyuan"): "靳学文",
	("luzhou", "yingji"): "暴振华",
	("shangdang", "gongxin"): "宋国强",
	("shangdang", "zhujian"): "鲍春梅",
	("shangdang", "xiaofang"): "赵东",
	("shangdang", "nengyuan"): "连庆军",
	("shangdang", "yingji"): "李爱国",
	("xiangyuan", "gongxin"): "史卫东",
	("xiangyuan", "zhujian"): "桑美玲",
	("xiangyuan", "xiaofang"): "任杰",
	("xiangyuan", "nengyuan"): "魏宏伟",
	("xiangyuan", "yingji"): "郝玉兵",
	("gaoxin", "gongxin"): "冯涛",
	("gaoxin", "zhujian"): "药晓红",
	("gaoxin", "xiaofang"): "孟凡",
	("gaoxin", "nengyuan"): "裴建华",
	("gaoxin", "yingji"): "贾旭东",
}


def _county(key: str, region: str) -> tuple[AuthoritySpec, ...]:
	chief, clerk = OFFICERS[key]
	office = AuthoritySpec(
		f"{key}-anwei",
		f"{region}安全生产委员会办公室",
		f"{region}安委办",
		SAFETY_COMMITTEE,
		region,
		letter_prefix=f"{region[0]}安督字",
		officials=(
			_official(f"office@{key}", chief, "安委办副主任", COUNTY_OFFICE),
			_official(f"clerk@{key}", clerk, "安委办科员", COUNTY_OFFICE),
		),
	)
	return (office, *(_department(key, region, name) for name in DEPARTMENTS))


def _department(key: str, region: str, name: str) -> AuthoritySpec:
	suffix, short, industries, post = DEPARTMENTS[name]
	officials = [_official(f"{name}@{key}", DEPARTMENT_OFFICERS[key, name], post, DEPARTMENT)]
	if deputy := DEPUTIES.get(f"{key}-{name}"):
		officials.append(_official(f"{name}2@{key}", deputy, "科员", DEPARTMENT))
	if name == "yingji":
		registrar = f"{DEPARTMENT_OFFICERS[key, name][0]}晓"
		officials.append(_official(f"registrar@{key}", registrar, "隐患备案管理员", REGISTRAR))
	return AuthoritySpec(
		f"{key}-{name}",
		f"{region}{suffix}",
		f"{region}{short}",
		EMERGENCY if name == "yingji" else INDUSTRY,
		region,
		industries,
		f"{region[0]}{short[0]}督字",
		tuple(officials),
		THEMES.get(name, ()),
	)


CITY_AUTHORITIES = (
	AuthoritySpec(
		"city-government",
		"长治市人民政府",
		"市政府",
		"People's Government",
		CITY,
		letter_prefix="长政",
		officials=(_official("government@changzhi", "马文杰", "市政府办公室督查科科长", CITY_OFFICE),),
	),
	AuthoritySpec(
		"city-anwei",
		"长治市安全生产委员会办公室",
		"市安委办",
		SAFETY_COMMITTEE,
		CITY,
		letter_prefix="长安督字",
		officials=(
			_official("city@changzhi", "王治平", "市安委办综合科科长", CITY_OFFICE),
			_official("clerk@changzhi", "段丽芳", "市安委办科员", CITY_OFFICE),
		),
	),
	AuthoritySpec(
		"city-zhuanban",
		"长治市安全生产基础建设工作专班办公室",
		"市专班办",
		"Task Force Office",
		CITY,
		officials=(_official("taskforce@changzhi", "牛彦斌", "专班办业务指导组组长", TASK_FORCE),),
	),
	AuthoritySpec(
		"city-yingji",
		"长治市应急管理局",
		"市应急局",
		EMERGENCY,
		CITY,
		letter_prefix="长应急督字",
		officials=(
			_official("yingji@changzhi", "高志远", "危化监管科科长", DEPARTMENT),
			_official("yingji2@changzhi", "田甜", "科员", DEPARTMENT),
			_official("registrar@changzhi", "韩雪梅", "隐患备案管理员", REGISTRAR),
		),
	),
	AuthoritySpec(
		"city-gongxin",
		"长治市工业和信息化局",
		"市工信局",
		INDUSTRY,
		CITY,
		(TRADE,),
		"长工信督字",
		(
			_official("gongxin@changzhi", "武建设", "安全生产科科长", DEPARTMENT),
			_official("gongxin2@changzhi", "秦立", "科员", DEPARTMENT),
		),
	),
	AuthoritySpec(
		"city-nengyuan",
		"长治市能源局",
		"市能源局",
		INDUSTRY,
		CITY,
		(COAL,),
		"长能源督字",
		(
			_official("nengyuan@changzhi", "侯永强", "煤矿安全监管科科长", DEPARTMENT),
			_official("nengyuan2@changzhi", "郭凯", "科员", DEPARTMENT),
		),
	),
	AuthoritySpec(
		"city-zhujian",
		"长治市住房和城乡建设局",
		"市住建局",
		INDUSTRY,
		CITY,
		(GAS, BUILDING),
		"长建督字",
		(_official("zhujian@changzhi", "田素芳", "燃气管理科科长", DEPARTMENT),),
		THEMES["zhujian"],
	),
	AuthoritySpec(
		"city-xiaofang",
		"长治市消防救援支队",
		"市消防支队",
		INDUSTRY,
		CITY,
		(FIRE,),
		"长消督字",
		(_official("xiaofang@changzhi", "霍明亮", "防火监督处参谋", DEPARTMENT),),
		THEMES["xiaofang"],
	),
	AuthoritySpec(
		"mine-safety",
		"国家矿山安全监察局山西局驻地执法处（长治）",
		"矿山安监执法处",
		"Mine Safety Administration",
		CITY,
		(COAL,),
		"矿安晋",
		(_official("mine@changzhi", "卢铁山", "监察员", DEPARTMENT),),
	),
	AuthoritySpec(
		"discipline",
		"长治市纪委监委",
		"市纪委监委",
		"Discipline Inspection",
		CITY,
		officials=(_official("liaison@changzhi", "申正", "第三监督检查室联络员", LIAISON),),
	),
)

# organs that cases of a county are referred to
JUSTICE = (
	AuthoritySpec(
		"xiangyuan-gongan",
		"襄垣县公安局",
		"襄垣县公安局",
		"Public Security",
		XIANGYUAN,
		(EXPLOSIVES,),
		officials=(_official("police@xiangyuan", "贾志勇", "治安管理大队民警", LIAISON),),
	),
	AuthoritySpec(
		"xiangyuan-jiancha",
		"襄垣县人民检察院",
		"襄垣县检察院",
		"Procuratorate",
		XIANGYUAN,
		officials=(_official("procurator@xiangyuan", "武慧芳", "第一检察部检察官", LIAISON),),
	),
)

AUTHORITIES = (
	*CITY_AUTHORITIES,
	*JUSTICE,
	*(spec for key, region in COUNTIES for spec in _county(key, region)),
)
BY_KEY = {spec.key: spec for spec in AUTHORITIES}
