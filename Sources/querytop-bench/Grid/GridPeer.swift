import Glibc

/// A program that shows tables, with the same rows in a CSV file.
struct GridPeer {
  let name: String
  let keys: KeyFigures
  /// MiB, at the peak.
  let memory: Double

  /// Where a program is installed; nil where it is not.
  static func path(of name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
  }

  /// Those that are installed.
  static func figures(_ program: String, server: StoryServer) throws -> [GridPeer] {
    let known = [("pspg", ["--csv", "-f"], 8), ("visidata", [], 120)]
    let found = known.compactMap { name, options, seconds in
      path(of: name).map { (name: name, path: $0, options: options, seconds: seconds) }
    }
    guard !found.isEmpty else { return [] }
    let file = "/tmp/querytop-bench-\(getpid()).csv"
    defer { unlink(file) }
    let export = try ExportFigures(of: program, server: server, to: file)
    guard export.exitStatus == 0 else { throw BenchError("the rows could not be exported") }
    return try found.map { peer in
      let run = try TerminalRun(peer.path, peer.options + [file])
      defer { run.end(by: SIGKILL) }
      // It may show the first rows long before it has read the last.
      try run.read(for: .seconds(peer.seconds))
      for _ in 0..<45 { _ = try run.press("\u{1B}OB") }
      return GridPeer(
        name: peer.name, keys: try KeyFigures(of: run, pressing: ["\u{1B}OB"]),
        memory: try run.child.peakMemory())
    }
  }
}
