import Glibc

/// Exports beside downloads by curl to the same place, in turn, so that a busy machine slows both alike.
struct ExportPair {
  /// Seconds, the best of all turns: what a busy machine takes from the one or the other is left out by most of them.
  private(set) var ours = Double.infinity
  private(set) var curl = Double.infinity
  /// Seconds of processor time, the best of all turns: a busy machine changes them little.
  private(set) var ourWork = Double.infinity
  private(set) var curlWork = Double.infinity
  /// MiB, at the highest peak.
  private(set) var memory = 0.0
  /// Of the last export.
  private(set) var exitStatus: Int32?

  private static let turns = 8

  var ratio: Double { ours / curl }

  /// - Parameter file: removed afterwards where it is no device.
  static func measured(
    _ program: String, _ server: StoryServer, rows: Int, to file: String
  ) throws -> ExportPair {
    let download = RawDownload(of: server, rows: rows, to: file)
    defer { if !file.hasPrefix("/dev/") { unlink(file) } }
    var pair = ExportPair()
    for _ in 0..<turns {
      let start = ChildProcess.workOfEnded()
      pair.curl = min(pair.curl, try download.all())
      let middle = ChildProcess.workOfEnded()
      let export = try ExportFigures(of: program, server: server, to: file)
      pair.curlWork = min(pair.curlWork, middle - start)
      pair.ourWork = min(pair.ourWork, ChildProcess.workOfEnded() - middle)
      pair.ours = min(pair.ours, export.time)
      pair.memory = max(pair.memory, export.memory)
      pair.exitStatus = export.exitStatus
    }
    return pair
  }
}
