import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Names of targets") struct TargetNamesTests {
  @Test func `lose their middle, in the id first`() {
    let names = TargetNames(
      ["prod:batch/qrb_3feb5ff5c71e", "lab:query/q1"], width: 22, glyphs: .unicode)
    #expect(names[0] == "prod:batch/qrb_3f…c71e")
    #expect(names[1] == "lab:query/q1")
  }

  @Test func `keep source and end in the narrowest column`() {
    let names = TargetNames(
      ["badkey:batch/qrb_mock1", "supermetrics:batch/qrb_3feb5ff5c71e"], width: 14,
      glyphs: .unicode)
    #expect(names[0] == "badkey:…_mock1")
    #expect(names[1] == "superme…f5c71e")
  }

  @Test func `leave the source out first where all have the same`() {
    let names = TargetNames(
      ["supermetrics:batch/qrb_3feb5ff5c71e", "supermetrics:query/q1"], width: 16,
      glyphs: .unicode)
    #expect(names[0] == "…rb_3feb5ff5c71e")
  }

  @Test(arguments: [14, 18, 22, 26]) func `stay different where the column allows it`(width: Int) {
    let ids = (100...200).map { "warehouse:query/run_\($0)_of_the_daily_load_eu" }
    let names = TargetNames(ids + ["etl:query/x"], width: width, glyphs: .unicode)
    let texts = ids.indices.map { names[$0].string }
    #expect(texts.allSatisfy { $0.count <= width })
    #expect(width < 26 || Set(texts).count == ids.count)
  }
}
