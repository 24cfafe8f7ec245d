import QueryCore
import Testing

@testable import querytop

@Suite("Targets used lately") struct RecentTargetsTests {
  private func target(_ id: String) throws -> Target {
    try Target(source: "prod", kind: .batch, id: id)
  }

  private func ids(_ recent: RecentTargets?) -> [String]? { recent?.targets.map(\.id) }

  @Test func `stand in the order of their last use, each once`() throws {
    var recent = RecentTargets()
    recent.use([try target("a"), try target("b")])
    recent.use([try target("c")])
    recent.use([try target("b"), try target("b")])
    #expect(ids(recent) == ["b", "c", "a"])
  }

  @Test func `are two hundred at the most, and the oldest go`() throws {
    var recent = RecentTargets()
    for number in 1...250 { recent.use([try target("\(number)")]) }
    #expect(recent.targets.count == 200)
    #expect(recent.targets.first?.id == "250" && recent.targets.last?.id == "51")
    recent.use(try (1...300).map { try target("\($0)") })
    #expect(recent.targets.count == 200 && recent.targets.last?.id == "200")
  }

  @Test func `are read as they were written`() throws {
    var recent = RecentTargets()
    recent.use([try target("a"), try Target(source: "x-1", kind: .job, id: "j_0")])
    #expect(
      recent.text
        == #"{"schema":"querytop.recent/1","targets":["prod:batch/a","x-1:job/j_0"]}"# + "\n")
    #expect(try RecentTargets.parse(Array(recent.text.utf8)) == recent)
  }

  @Test func `that are none are left out, and the others read`() throws {
    let text = #"""
      {"schema":"querytop.recent/1","targets":["prod:batch/a","frob","prod:batch/$(x)",7,null,{},
      ["prod:batch/z"],"prod:batch/b","prod:batch/a","prod:batch/c\n","prod:nothing/d"]}
      """#
    #expect(ids(try RecentTargets.parse(Array(text.utf8))) == ["a", "b"])
  }

  @Test func `are read no further than two hundred`() throws {
    let words = (1...5000).map { "\"prod:batch/\($0)\"" }.joined(separator: ",")
    let text = "{\"schema\":\"querytop.recent/1\",\"targets\":[\(words)]}"
    #expect(try RecentTargets.parse(Array(text.utf8))?.targets.count == 200)
  }

  @Test func `that may not be written go, and the others keep their order`() throws {
    var recent = RecentTargets()
    recent.use([try target("a"), try target("b"), try target("c")])
    recent.keep { $0.id != "b" }
    #expect(ids(recent) == ["a", "c"])
  }
}
