import pytest

from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article


def roles(text: str) -> list[str | None]:
    return [o.role for o in read_officials(Text(text), Article(article_id="a", source="", text=text))]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hội nghị dưới sự chủ trì của Chủ tịch UBND tỉnh Lò Văn An.", "chair"),
        ("Chủ trì hội nghị có các đồng chí: Lò Văn An, Bí thư Tỉnh ủy.", "chair"),
        ("Theo Giám đốc Sở Y tế Lò Văn An, dịch đã lắng.", "speaker"),
        ("Phát biểu tại hội nghị, Chủ tịch UBND tỉnh Lò Văn An ghi nhận kết quả.", "speaker"),
        ("Ông Lò Văn An, Giám đốc Sở Y tế, dự hội nghị. Ông An nhấn mạnh nhiệm vụ.", "speaker"),
        ("Đoàn đến thăm gia đình Chủ tịch UBND tỉnh Lò Văn An.", None),
        ("Tỉnh kỷ luật Giám đốc Sở Y tế Lò Văn An.", None),
        ("Ông Lò Văn An, Giám đốc Sở Y tế, sẽ trả lời chất vấn.", None),
        ("Dự kiến, Chủ tịch UBND tỉnh Lò Văn An nghỉ hưu.", None),
        # What happens to others, and when a thing began.
        ("Đại tá Lò Văn An, Giám đốc Công an tỉnh, chủ trì họp báo. Ông An thông báo 5 người bị bắt.", "chair"),
        ("Ông Lò Văn An, cựu Giám đốc Sở Y tế, (51 tuổi) cũng vừa bị bắt. Ông An chủ trì nhiều cuộc họp.", None),
        ("Chủ tịch UBND tỉnh Lò Văn An dự lễ khánh thành cây cầu khởi công từ năm 2019.", "attendee"),
        ("Chủ tịch UBND tỉnh Lò Văn An từng dự hội nghị vào năm 2019.", None),
        # What stands between somebody and his verb.
        ("Đại biểu Lò Văn An (TP.HCM) đề nghị giữ khoản hỗ trợ.", "speaker"),
        ("Chủ tịch UBND tỉnh Lò Văn An - bạn học của ông Hà - chia sẻ với báo giới.", "speaker"),
        ("Ông Lò Văn An - phó giám đốc Trung tâm Nghiên cứu đất, nước và rừng tại Ý - nhận định mưa đến muộn.", "speaker"),
        ("Ông Lò Văn An, Giám đốc Sở Y tế, người được tỉnh cử đi Pháp, mới đây cho biết dịch đã lắng.", "speaker"),
        ("Phó Thủ tướng Lò Văn An thừa ủy quyền của Thủ tướng trình bày tờ trình.", "speaker"),
        ("Chủ tịch UBND tỉnh Lò Văn An cùng các cán bộ, chiến sĩ đồn biên phòng và dân hai bản dự lễ.", "attendee"),
        ("Chủ tịch UBND tỉnh Lò Văn An và vợ ở lại nhà, nơi khách dự lễ.", None),
        ("Ông Lò Văn An (Giám đốc Sở Y tế): Năm qua dịch lắng.", "speaker"),
        ("Thủ tướng Lò Văn An nhiệt tình ủng hộ lệnh cấm bán thuốc ở trường và kêu gọi phụ huynh giúp.", "speaker"),
        # Who is there: lists behind a verb, another event.
        ("Đón khách tại sân bay có Bộ trưởng Bộ Công an Lò Văn An.", "attendee"), ("Tiễn tân binh có Chủ tịch UBND tỉnh Lò Văn An.", "attendee"),
        ("Đón khách trong ngôi nhà có ba gian hai chái là Chủ tịch UBND tỉnh Lò Văn An.", None),
        ("Khánh thành cầu, thôi làm đại biểu HĐND tỉnh còn có ông Lò Văn An.", None),
        ("Hồi tháng 6, Chủ tịch UBND tỉnh Lò Văn An thăm Lào.", None), ("Chủ tịch UBND tỉnh Lò Văn An mời khách tới thăm Lào.", None),
        ("Trung đội trưởng đi theo Chủ tịch UBND tỉnh Lò Văn An vào bản.", None), ("Nhưng theo Chủ tịch UBND tỉnh Lò Văn An, dịch đã lắng.", "speaker"),
        # Where the sentence begins with what he does; who leads others, and who is with him.
        ("Chủ trì phiên họp, Chủ tịch UBND tỉnh Lò Văn An yêu cầu di dời dân.", "chair"), ("Chủ trì đề tài, Phó Giám đốc Sở Y tế Lò Văn An yêu cầu giữ mẫu.", "speaker"),
        ("Có mặt tại bản, Chủ tịch UBND tỉnh Lò Văn An trực tiếp bê gạo.", "attendee"), ("Cuộc họp được chủ trì bởi Chủ tịch UBND tỉnh Lò Văn An.", "chair"),
        ("Đoàn Việt Nam do Bộ trưởng Bộ Công an Lò Văn An dẫn đầu tới Praha.", "chair"), ("Chủ tịch UBND tỉnh Lò Văn An dẫn đầu về số phiếu.", None),
        ("Chủ trì hội nghị có bà Hà; tham dự có Chủ tịch UBND tỉnh Lò Văn An.", "attendee"), ("Thẩm phán Lò Văn An (chủ tọa) im lặng.", "chair"),
        ("Lễ khánh thành có Chủ tịch UBND tỉnh Lò Văn An.", "attendee"), ("Lễ nghĩa có thừa, Chủ tịch UBND tỉnh Lò Văn An vẫn bị phê.", None),
        ("Chủ tịch UBND tỉnh Lò Văn An, các sở, ngành và đông đảo người dân dự lễ.", "attendee"),
        ("Tham dự có:\n- Bà Hà.\n- Ông Lò Văn An, Giám đốc Sở Y tế.", "attendee"), ("Kỷ luật:\n- Bà Hà.\n- Ông Lò Văn An, Giám đốc Sở Y tế.", None),
        # A colon behind what is told of him; what another one quotes; what a charge tells.
        ("Đại biểu Lò Văn An (Hà Nội): Bổ sung này rất tiến bộ.", "speaker"), ("Kết quả: ông Lò Văn An (Giám đốc Sở Y tế, Sơn La): 45 phiếu.", None),
        ("Ông Lò Văn An (giám đốc Bệnh viện Bạch Mai, Hà Nội): Dịch đã lắng.", "speaker"), ("Xin ý kiến của Giám đốc Sở Y tế Lò Văn An.", None),
        ("Bà Hà trích dẫn ý kiến của Giám đốc Sở Y tế Lò Văn An về việc này.", "speaker"), ("Cáo trạng tới. Giám đốc Sở Y tế Lò Văn An nói.", "speaker"),
        ("Theo cáo trạng, Giám đốc Sở Y tế Lò Văn An chỉ đạo lập khống hồ sơ.", None), ("Cáo trạng tới. Giám đốc Sở Y tế Lò Văn An đã chỉ đạo lập khống.", None),
        # Verbs, and nouns that look like them.
        ("Ngoại trưởng Na Uy Lars Dahl gọi việc này là bước lùi.", "speaker"), ("Ngoại trưởng Na Uy Lars Dahl gọi điện cho vợ là cô Anna.", None),
        ("Chủ tịch UBND tỉnh Lò Văn An nhiều lần chỉ trích dự án.", "speaker"), ("Chủ tịch UBND tỉnh Lò Văn An chấp thuận yêu cầu của dân.", None),
        ("Thủ tướng Lò Văn An điều hành phiên bế mạc.", "chair"), ("Phó Giám đốc Sở Y tế Lò Văn An chủ trì 3 đề tài.", None),
        ("Chủ tịch UBND tỉnh Lò Văn An phụ trách trực tiếp khâu này.", None), ("Chủ tịch UBND tỉnh Lò Văn An dự kiến thăm Lào.", None),
        # Another one, about him.
        ("Việc này không được Chủ tịch UBND tỉnh Lò Văn An nhắc lại.", None), ("Việc này được Chủ tịch UBND tỉnh Lò Văn An nhắc lại.", "speaker"),
        ("Bà Hà, vợ Chủ tịch UBND tỉnh Lò Văn An, tuyên bố ly hôn.", None), ("Chính quyền Tổng thống Bartos tuyên bố ngừng bắn.", None),
        ('Bà viết về Giám đốc Sở Y tế Lò Văn An: "Tận tụy".', None), ('"Chủ tịch UBND tỉnh Lò Văn An đã đến thăm", bà Hà nói.', None),
        # Of who is accused only what he says.
        ("Bị can Lò Văn An, cựu Giám đốc Sở Y tế, đã yêu cầu cấp dưới ký khống.", None),
        ("Cựu Giám đốc Sở Y tế Lò Văn An bị truy tố. Ông An nói mình có lỗi.", "speaker"),
        # By a part of his name, or his title.
        ("Tổng thống Bartos đi xa. Ông Bartos tuyên bố sẽ về.", "speaker"), ("Thầy Lò Văn An, hiệu trưởng Trường THPT Ba Bể, đi vắng. Thầy An kể mưa to.", "speaker"),
        ("Bộ trưởng Bộ Công an Lò Văn An xuống cảng. Bộ trưởng nêu rõ việc cần làm.", "speaker"), ("Thủ tướng Lò Văn An đi vắng. Đội an ninh thủ tướng cho biết vậy.", None),
        ("Thứ trưởng Bộ Quốc phòng Ukraine Olek Savchuk đến. Thứ trưởng Bộ Quốc phòng Savchuk cảm ơn chủ nhà.", "speaker"),
        ("Bộ trưởng Bộ Công an Lò Văn An đi vắng. Theo Bộ trưởng\nTrời mưa to.", "speaker"),
    ],
)  # fmt: skip
def test_roles_are_the_verb_s_own(text: str, role: str | None) -> None:
    assert roles(text) == [role]
