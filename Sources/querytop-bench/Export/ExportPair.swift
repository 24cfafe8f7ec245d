import Glibc

/// Exports beside downloads by curl to the same place, in turn.
///
/// Of each figure the median of all turns counts, and of the ratio that of each turn's own: a machine that is slow for some seconds
/// is so for both of a turn. The best turn of each would compare moments far apart, since curl needs one core and an export two.
struct ExportPair {
  private var turns: [Turn] = []
  /// MiB, at the highest peak.
  private(set) var memory = 0.0
  /// Of the last export.
  private(set) var exitStatus: Int32?

  private struct Turn {
    /// Seconds.
    let ours, curl: Double
    /// Seconds of processor time: a busy machine changes them little.
    let ourWork, curlWork: Double
  }

  /// Odd, and so few that the simulator's hourly budget holds for two pairs.
  private static let turnCount = 7

  var ours: Double? { median(\.ours) }
  var curl: Double? { median(\.curl) }
  var ourWork: Double? { median(\.ourWork) }
  var curlWork: Double? { median(\.curlWork) }
  var ratio: Double? { median { $0.ours / $0.curl } }

  private func median(_ figure: (Turn) -> Double) -> Double? { turns.map(figure).median }

  /// - Parameter file: removed afterwards where it is no device.
  static func measured(
    _ program: String, _ server: StoryServer, rows: Int, to file: String
  ) throws -> ExportPair {
    let download = RawDownload(of: server, rows: rows, to: file)
    defer { if !file.hasPrefix("/dev/") { unlink(file) } }
    var pair = ExportPair()
    for _ in 0..<turnCount {
      let start = ChildProcess.workOfEnded()
      let curl = try download.all()
      let middle = ChildProcess.workOfEnded()
      let export = try ExportFigures(of: program, server: server, to: file)
      pair.turns.append(
        Turn(
          ours: export.time, curl: curl, ourWork: ChildProcess.workOfEnded() - middle,
          curlWork: middle - start))
      pair.memory = max(pair.memory, export.memory)
      pair.exitStatus = export.exitStatus
    }
    return pair
  }
}
