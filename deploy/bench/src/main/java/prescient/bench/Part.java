package prescient.bench;

/** What can be measured apart. */
enum Part {
    cycle,
    trades,
    reads
}
