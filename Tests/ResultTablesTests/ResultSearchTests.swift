import ResultTables
import Testing

struct ResultSearchTests {
  private let page = ResultPage(
    names: ["a", "b"],
    rows: [
      [.string("Helsinki"), .number("-12.50")], [.null, .string("STRASSE, helsinki")],
      [.string("Straße"), .missing], [.string("ΣΊΣΥΦΟΣ"), .nested(#"{"k":"HELSINKI"}"#)],
    ])

  @Test(arguments: [("helsinki", 3), ("HELSINKI", 3), ("-12.5", 1), ("zz", 0), ("", 0), ("ii", 0)])
  func `hits are counted by cell and in any case`(_ needle: String, _ count: Int) {
    #expect(ResultSearch(needle).count(in: page) == count)
  }

  @Test(arguments: [("straße", 2), ("σίσυφος", 1), ("ς", 1), ("Ÿ", 0)])
  func `beyond ASCII letters that fold alike are alike`(_ needle: String, _ count: Int) {
    #expect(ResultSearch(needle).count(in: page) == count)
  }

  @Test(arguments: ["café", "cafe\u{301}", "CAFÉ", "CAFE\u{301}", "é", "e\u{301}"])
  func `a letter with a mark is found however it is written`(_ needle: String) {
    let page = ResultPage(
      names: ["a", "b"],
      rows: [[.string("un café noir"), .string("un cafe\u{301} noir")], [.string("cafe"), .null]])
    #expect(ResultSearch(needle).count(in: page) == 2)
    #expect(ResultSearch(needle).rows(in: page) == [0])
  }

  @Test(arguments: ["cafe", "CAFE", "e"])
  func `a letter without a mark is not the one with it, however that is written`(
    _ needle: String
  ) {
    let page = ResultPage(
      names: ["a", "b"],
      rows: [[.string("café"), .string("cafe\u{301}")], [.string("cafe"), .null]])
    #expect(ResultSearch(needle).count(in: page) == 1)
  }

  @Test(arguments: [
    ("हिन", 1), ("ह", 1), ("가", 1), ("\u{1100}\u{1161}", 1), ("Å", 2), ("\u{212B}", 2),
  ])
  func `part of a word is found, and letters that are equal by definition`(
    _ needle: String, _ count: Int
  ) {
    let page = ResultPage(
      names: ["a", "b"],
      rows: [[.string("हिन्दी"), .string("가나")], [.string("5 \u{212B}"), .string("A\u{30A}ngström")]])
    #expect(ResultSearch(needle).count(in: page) == count)
  }

  @Test
  func `hits are gone through forward`() {
    let search = ResultSearch("helsinki")
    var places: [ResultPlace] = []
    var place = search.next(in: page, after: nil)
    while let found = place {
      places.append(found)
      place = search.next(in: page, after: found)
    }
    #expect(
      places == [
        ResultPlace(row: 0, column: 0), ResultPlace(row: 1, column: 1),
        ResultPlace(row: 3, column: 1),
      ])
  }

  @Test
  func `hits are gone through backward`() {
    let search = ResultSearch("helsinki")
    let last = search.previous(in: page, before: nil)
    #expect(last == ResultPlace(row: 3, column: 1))
    #expect(
      search.previous(in: page, before: ResultPlace(row: 3, column: 1))
        == ResultPlace(row: 1, column: 1))
    #expect(search.previous(in: page, before: ResultPlace(row: 0, column: 0)) == nil)
  }

  @Test
  func `rows with a hit are told once`() {
    #expect(ResultSearch("i").rows(in: page) == [0, 1, 3])
  }

  @Test
  func `a text that runs from one cell into the next is no hit`() {
    let page = ResultPage(names: ["a", "b"], rows: [[.string("ab"), .string("cd")]])
    #expect(ResultSearch("bc").count(in: page) == 0)
  }

  @Test
  func `a needle is found at every place of texts of every length`() {
    for length in 1...70 {
      for place in 0..<length {
        var text = [Character](repeating: "x", count: length)
        text[place] = "Q"
        let page = ResultPage(names: ["a"], rows: [[.string(String(text))]])
        let needle = String(text[max(0, place - 2)...min(length - 1, place + 2)]).lowercased()
        #expect(ResultSearch(needle).count(in: page) == 1)
      }
    }
  }
}
