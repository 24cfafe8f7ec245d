/// When a job is asked about next, where every job has a timer of its own.
struct ScheduleTimer {
  let job: Int
  /// In virtual seconds.
  var due: Double
  /// Polls so far.
  var polls = 0
}
