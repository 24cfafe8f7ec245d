import ArgumentParser
import Testing

@testable import querytop

struct GuardianTests {
  @Test(arguments: [
    [], ["watch"], ["demo"], ["demo", "--queries", "9"], ["supermetrics:batch/qrb_1"],
    ["--every", "2", "supermetrics:batch/qrb_1"],
  ])
  func `a dashboard has a guardian`(words: [String]) {
    #expect(Guardian.isWanted(by: words[...]))
  }

  @Test(arguments: [
    ["--version"], ["--help"], ["watch", "-h"], ["help", "watch"], ["status", "a:batch/b"],
    ["simulate"], ["--generate-completion-script", "bash"],
  ])
  func `what draws nothing has none`(words: [String]) {
    #expect(!Guardian.isWanted(by: words[...]))
  }

  @Test func `every command but watch and demo is known to draw nothing`() {
    let names = Querytop.configuration.subcommands.map { $0._commandName }
    #expect(Set(Guardian.others) == Set(names).subtracting(["watch", "demo"]).union(["help"]))
  }
}
