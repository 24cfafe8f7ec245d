import Testing
import TextCanvas

@Suite("Names cut in the middle") struct MiddleCutTests {
  private func cut(_ names: [String], _ width: Int) -> [String] {
    let names = names.map { SafeText($0) }
    let cut = MiddleCut(names, width: width)
    return names.map { cut($0).string }
  }

  @Test func `keep both ends`() {
    #expect(cut(["act_9406548372"], 10) == ["act_9…8372"])
  }

  @Test func `that fit stay as they are`() {
    #expect(cut(["act_1", "a much longer name"], 8) == ["act_1", "a m…name"])
  }

  @Test func `are told apart where they differ`() {
    #expect(Set(cut(["alpha_1_of_the_shop", "alpha_2_of_the_shop"], 9)).count == 2)
    #expect(Set(cut(["eu_shop_alpha_1", "eu_shop_alpha_2"], 5)).count == 2)
    #expect(Set(cut(["1_eu_shop_alpha", "2_eu_shop_alpha"], 5)).count == 2)
  }

  @Test(arguments: 0...20) func `are never wider than asked`(width: Int) {
    let cut = MiddleCut(["アカウントの名前一", "アカウントの名前二"], width: width)
    #expect(cut("アカウントの名前一").width <= width)
  }
}
