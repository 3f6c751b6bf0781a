"""What generated goods are called: kinds of goods with the words of their craft."""

from dataclasses import dataclass

Pair = tuple[str, str]  # Vietnamese, English


@dataclass(frozen=True)
class Kind:
    """Goods of one craft; `price` is the middle price in dong, `weight_g` the shipping weight."""

    craft: str | None
    category: str
    ocop_set: int
    price: int
    weight_g: int
    nouns: tuple[Pair, ...]
    finishes: tuple[Pair, ...]

    @property
    def keeps(self) -> bool:
        """Whether it can be a gift: crafts, tea and what does not spoil."""
        return self.ocop_set not in (1, 2, 8)


KINDS = (
    Kind(
        "ceramics", "ceramics", 21, 650_000, 1_900,
        (("Bộ ấm chén gốm", "Ceramic tea set"), ("Bình hoa", "Vase"), ("Bộ bát đĩa", "Dinner set"),
         ("Lọ lộc bình", "Tall vase"), ("Đĩa trang trí", "Display plate"), ("Hũ gạo", "Rice jar")),
        (("men lam", "in cobalt glaze"), ("men rạn", "in crackle glaze"),
         ("men ngọc", "in celadon"), ("men tro", "in ash glaze")),
    ),
    Kind(
        "silk-weaving", "silk-textiles", 22, 720_000, 160,
        (("Khăn lụa", "Silk scarf"), ("Lụa vân", "Figured silk"), ("Áo lụa", "Silk blouse"),
         ("Vỏ gối lụa", "Silk pillow case"), ("Cà vạt lụa", "Silk tie")),
        (("nhuộm củ nâu", "dyed with yam root"), ("nhuộm lá bàng", "dyed with almond leaf"),
         ("tơ mộc", "in raw silk"), ("dệt tay", "woven by hand")),
    ),
    Kind(
        "embroidery", "silk-textiles", 21, 900_000, 300,
        (("Tranh thêu", "Embroidered picture"), ("Khăn trải bàn thêu", "Embroidered tablecloth"),
         ("Túi thêu", "Embroidered bag")),
        (("chỉ tơ", "in silk thread"), ("trên lanh", "on linen"), ("trên lụa", "on silk")),
    ),
    Kind(
        "lacquer", "lacquer-inlay", 21, 1_100_000, 900,
        (("Hộp sơn mài", "Lacquer box"), ("Tranh sơn mài", "Lacquer picture"),
         ("Khay sơn mài", "Lacquer tray"), ("Lọ sơn mài", "Lacquer vase")),
        (("thếp bạc", "with silver leaf"), ("gắn vỏ trứng", "with eggshell"),
         ("then bóng", "in polished black"), ("cánh gián", "in amber brown")),
    ),
    Kind(
        "mother-of-pearl-inlay", "lacquer-inlay", 21, 1_600_000, 1_200,
        (("Hộp khảm trai", "Inlaid box"), ("Tranh khảm", "Inlaid panel"),
         ("Khay khảm", "Inlaid tray")),
        (("gỗ trắc mẫu", "in dark wood"), ("gỗ mít", "in jackfruit wood"),
         ("ốc xà cừ", "in iridescent shell")),
    ),
    Kind(
        "rattan-bamboo", "rattan-bamboo", 21, 320_000, 700,
        (("Giỏ mây", "Rattan basket"), ("Khay tre", "Bamboo tray"), ("Đèn tre", "Bamboo lamp"),
         ("Hộp giang", "Woven box"), ("Rương mây", "Rattan chest")),
        (("đan mắt cáo", "in open weave"), ("hun khói", "smoked"), ("đan nong mốt", "plain woven")),
    ),
    Kind(
        "conical-hat", "rattan-bamboo", 21, 150_000, 300,
        (("Nón lá", "Leaf hat"), ("Nón quai thao", "Fringed hat")),
        (("mười sáu vành", "with sixteen rings"), ("quai lụa", "with a silk strap")),
    ),
    Kind(
        "fine-woodwork", "metal-wood-music", 21, 2_400_000, 3_000,
        (("Tượng gỗ", "Wooden figure"), ("Khuôn bánh gỗ", "Wooden cake mould"),
         ("Tranh chạm", "Carved panel")),
        (("gỗ mít", "in jackfruit wood"), ("gỗ dổi", "in magnolia wood")),
    ),
    Kind(
        "bronze-casting", "metal-wood-music", 21, 3_500_000, 4_000,
        (("Lọ đồng", "Bronze vase"), ("Đèn đồng", "Bronze lamp"), ("Đĩa đồng", "Bronze plate")),
        (("đúc khuôn đất", "cast in clay"), ("hun màu", "patinated")),
    ),
    Kind(
        "incense-sticks", "incense", 21, 80_000, 250,
        (("Hương nén", "Incense sticks"), ("Hương vòng", "Incense coils")),
        (("quế hồi", "with cinnamon and anise"), ("rễ hương bài", "with vetiver root")),
    ),
    Kind(
        "lotus-tea", "tea-herbal", 11, 420_000, 160,
        (("Trà sen", "Lotus tea"), ("Chè ướp sen", "Lotus-scented tea")),
        (("hộp thiếc", "in a tin"), ("túi giấy", "in a paper bag"),
         ("ướp năm lượt", "scented five times")),
    ),
    Kind(
        None, "tea-herbal", 12, 140_000, 150,
        (("Trà thảo mộc", "Herbal tea"), ("Trà hoa cúc", "Chrysanthemum tea"),
         ("Trà gừng", "Ginger tea")),
        (("túi lọc", "in bags"), ("sấy lạnh", "cold dried")),
    ),
    Kind(
        "glass-noodles", "noodles-rice", 6, 70_000, 520,
        (("Miến dong", "Canna noodles"), ("Bún khô", "Dried vermicelli"),
         ("Bánh đa", "Rice sheets")),
        (("sợi nhỏ", "thin"), ("phơi nắng", "sun-dried")),
    ),
    Kind(
        "soya-sauce", "honey-sauce-spice", 9, 65_000, 780,
        (("Tương nếp", "Soya bean sauce"), ("Tương ớt", "Chilli sauce"), ("Giấm", "Vinegar")),
        (("phơi chum", "matured in jars"), ("ủ sáu tháng", "kept six months")),
    ),
    Kind(
        None, "honey-sauce-spice", 4, 210_000, 760,
        (("Mật ong", "Honey"), ("Phấn hoa", "Bee pollen")),
        (("hoa nhãn", "of longan"), ("hoa rừng", "of wild flowers")),
    ),
    Kind(
        "peanut-candy", "cakes-sweets", 5, 55_000, 420,
        (("Kẹo lạc", "Peanut candy"), ("Kẹo vừng", "Sesame candy"), ("Chè lam", "Ginger cake")),
        (("mạch nha", "with malt"), ("gói giấy", "in paper")),
    ),
    Kind(
        "rice-cake", "cakes-sweets", 6, 90_000, 900,
        (("Bánh tẻ", "Steamed rice cake"), ("Bánh chưng nhỏ", "Small chung cake"),
         ("Bánh cốm", "Green-rice cake")),
        (("lá dong", "in dong leaf"), ("nhân đậu", "with mung bean")),
    ),
    Kind(
        "pork-sausage", "meats", 8, 130_000, 520,
        (("Giò lụa", "Lean pork roll"), ("Chả cốm", "Green-rice patty")),
        (("lá chuối", "in banana leaf"), ("hút chân không", "vacuum-packed")),
    ),
    Kind(
        None, "fresh-produce", 1, 85_000, 2_000,
        (("Bưởi", "Pomelo"), ("Nấm", "Mushrooms"), ("Rau", "Greens")),
        (("vườn đồi", "from the hills"), ("bãi sông", "from the river flats")),
    ),
)  # fmt: skip

MOTIFS: tuple[Pair, ...] = (
    ("hoa sen", "lotus"), ("cành trúc", "bamboo"), ("chim én", "swallow"), ("cá chép", "carp"),
    ("mây núi", "clouds and hills"), ("hoa cúc", "chrysanthemum"), ("cánh đồng", "fields"),
    ("đầm sớm", "morning pond"), ("mưa xuân", "spring rain"), ("trăng rằm", "full moon"),
    ("bến nước", "river landing"), ("hoa bưởi", "pomelo flower"), ("lá tre", "bamboo leaf"),
    ("phố cũ", "old street"), ("gió nồm", "south wind"), ("sương mai", "dew"),
)  # fmt: skip

MAKER_FIRST: tuple[Pair, ...] = (
    ("Nhà mẫu", "Sample house"), ("Xưởng mẫu", "Sample workshop"),
    ("Hợp tác xã mẫu", "Sample co-operative"), ("Công ty mẫu", "Sample company"),
)  # fmt: skip
MAKER_FORMS = ("household", "workshop", "cooperative", "company")  # of MAKER_FIRST
MAKER_SYLLABLES = (
    "Khói", "Sương", "Nan", "Thoi", "Men", "Lò", "Chum", "Vảy", "Gió", "Bến", "Đồi", "Tơ", "Son",
    "Lá", "Nắng", "Đầm", "Hiên", "Ngõ", "Giếng", "Cau", "Mưa", "Bãi", "Sân", "Đò",
)  # fmt: skip
