"""How people say it on site, and how the criteria say it: one word for one thing, before words are compared."""

from __future__ import annotations

import re

# each row: the word that is compared, then what people say instead. Longer ones win over shorter ones.
SAME = """
甲烷 瓦斯 沼气 CH4
一氧化碳 CO
甲烷传感器 瓦斯探头 甲烷探头 瓦斯传感器
传感器 探头 探测器
报警 报警器 报警仪 报警装置 警报 报警仪器
失效 失灵 坏了 坏掉 损坏 不好使 不起作用 不能用 不灵 不动作 故障 锈死 卡死
缺失 缺少 没有设置 没设置 未设置 没有安装 没安装 未安装 没有装 没装 未装 没有配 没配 未配备 缺
联锁 连锁
特种作业 电焊工 焊工 电工 高处作业工 架子工 司索工 起重工
无证 没有操作证 没有证 没证 无操作证 未持证 没有资格 证件过期
有限空间 受限空间 密闭空间 污水池 化粪池 沼气池 下水井 污水井 发酵池 腌制池 浆池
审批 作业票 动火票 工作票
带式输送机 皮带机 皮带 胶带机 胶带运输机 输送皮带 运输皮带
架空乘人装置 猴车
主要通风机 主扇 主通风机 主风机
局部通风机 局扇 局部风机
掘进工作面 掘进头 掘进面 迎头 碛头
采煤工作面 采煤面 回采面 采面 综采面
爆破 放炮 打炮
透水 突水 溃水 出水 淋水 挂汗
老空 老窑 老巷 古窑 采空区积水
顶板 顶帮
双回路 两回路 双电源
一回路 一趟 单回路 单电源
提升机 绞车 卷扬机 卷扬
锚杆 锚索
失爆 不防爆 喇叭嘴 喇叭口
起重机 行车 天车 航车 吊车 桥吊
塔式起重机 塔吊 塔机
施工升降机 施工电梯 人货梯
起重量限制器 超载限制器 力矩限制器
附着升降脚手架 爬架 附着式升降脚手架
脚手架 外架 架体
模板支架 高支模 支模架 满堂架
叉车 铲车 装载车 厂车
气瓶 钢瓶 煤气罐 液化气罐 液化气瓶
液化石油气 液化气 LPG
液化天然气 LNG
压缩天然气 CNG
连接管 软管 胶管 橡胶管
燃烧器具 灶具 灶 炉具 热水器
卫生间 厕所 洗手间 浴室
卧室 宿舍 睡房 住人房间
泄爆 泄爆片 泄爆口 泄爆装置 无焰泄放
除尘器 除尘系统 除尘 布袋除尘
粉尘 积尘 灰尘 铝粉 木粉 面粉 铝镁粉 粉末
打磨 抛光 磨光 砂光
倾斜 歪 歪斜
串联 串着 一股风
造假 作假 编造 编的 抄的 假数据 弄虚作假
压力容器 储气罐 压力罐
超限 超标
熄火 灭火后 熄灭
突出预兆 喷孔 顶钻
应急电源 备用电源 备用发电机
排水沟 截水沟 截排水沟
混存 混放 放在一起 堆在一起 混合存放 混装
清理 清扫 打扫 清灰
积水 有水 存水 渗水 水坑
熔融金属 铁水 钢水 铝液 铜水 铝水 钢液 铁液 高温熔体
吊运跨 行车下面 起吊路线
休息室 值班室 操作室 交接班室 更衣室 会议室 活动室 澡堂
喷漆 喷涂 涂装
调漆 调漆间
乙醇 酒精 白酒
液氨 氨 氨气
速冻 单冻机 速冻机 快速冻结装置 速冻装置
炸药 炸药库
超过 超 多于 超出 大于
不够 不足 太小 小于 低于 达不到
拆除 拆掉 拆光 拆了
短接 跨接 短路
安全阀 泄压阀
定检 定期检验 年检
监护 看护 专人看着
彩钢房 占压 压占 压在
加臭 臭剂 加臭剂 臭味
连墙件 拉结点
安全绳 生命绳
堆载 堆料 堆土 堆放
灰坝 贮灰场 灰场
干滩 干滩长度
台阶 分台阶
火花探测 火花熄灭
外包 承包 承租 出租 租给 租赁
急停 急停开关 急停按钮 急停拉线 拉绳开关
自动扶梯 扶梯 手扶电梯
探放水 探水钻 探水 放水孔 打钻探水
自然发火 发火 煤油味 自燃
包裹 包住 裹住 蒙住 堵住 捂住
超前支护 超前支架
水泵 排水泵 主水泵
制动 刹车 脚刹 手刹
裂缝 裂纹 开裂
安全员 安全管理人员 安管员
负责人 主要负责人 厂长 矿长
值守 值班
钢丝绳 钢绳
隔断装置 盲板 隔断阀 插板阀
排水器 水封
通风机 风机 排风扇 抽风机 排风机
物料提升机 井架 龙门架
安全带 保险带
断电 停电 拉闸
隔离 上锁 挂牌
撤人 撤出 撤离 疏散
检验 校验
调校 标校 标定 校准
易燃易爆 汽油 柴油 油桶
"""

# words of every description, which tell nothing
TELLS_NOTHING = """
没有 或 的 了 和 与 及 等 在 还 就 也 又 是 有 都 被 把 对 不 用 里 上 下 中 到 从 为 以 已 其 这 那 个
有的 存在 进行 使用 现场 发现 检查 以及 并 而 后 前 时 内 外 边 处 情况 问题 隐患 要求 规定 按 按照 不合 企业 单位
"""
STOP = frozenset(TELLS_NOTHING.split())

_PAIRS = {said: words[0] for line in SAME.strip().splitlines() for words in [line.split()] for said in words}
_SAID = re.compile("|".join(re.escape(said) for said in sorted(_PAIRS, key=len, reverse=True)), re.IGNORECASE)
_UPPER = {said.upper(): word for said, word in _PAIRS.items()}
CANONICAL = frozenset(_PAIRS.values())


def in_one_wording(text: str) -> str:
	"""`text` with every word of SAME replaced by the one that is compared, set apart by spaces."""
	return _SAID.sub(lambda found: f" {_UPPER[found[0].upper()]} ", text)
