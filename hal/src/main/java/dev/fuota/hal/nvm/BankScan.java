package dev.fuota.hal.nvm;

import dev.fuota.hal.nvm.JournalRecord.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a bank says after a reset. */
final class BankScan {
  private final List<JournalRecord> records = new ArrayList<>();
  private final Bank.Content content;
  private boolean clean = true;
  private int end;

  /** Reads all of {@code bank}; without effect on it. */
  BankScan(Bank bank) {
    content = bank.read();
    int granule = bank.granule();
    int used = content.usedEnd(); // most banks are blank behind a few records
    for (int at = 0; at < used; ) {
      Optional<JournalRecord> record = recordAt(at, granule);
      if (record.isPresent()) {
        records.add(record.get());
        at += JournalRecord.size(record.get().value().length, granule);
        end = at;
      } else {
        clean &= content.blank(at);
        at += granule;
      }
    }
  }

  private Optional<JournalRecord> recordAt(int at, int granule) {
    return JournalRecord.at(content.octets(), at, granule)
        .filter(r -> content.readable(at, JournalRecord.size(r.value().length, granule)));
  }

  /** The generation of a bank that was filled to its commit; empty if it was not. */
  Optional<Long> generation() {
    return records.stream()
        .filter(r -> r.kind() == Kind.COMMIT)
        .map(JournalRecord::generation)
        .findFirst();
  }

  /** What the last record of each key says. */
  Values values() {
    Values values = Values.NONE;
    for (JournalRecord record : records) {
      values =
          switch (record.kind()) {
            case VALUE -> values.with(record.key(), record.value());
            case DELETED -> values.without(record.key());
            case COMMIT -> values;
          };
    }
    return values;
  }

  /** Whether nothing lies here but whole records; if not, the bank takes no more. */
  boolean clean() {
    return clean;
  }

  /** Where the last whole record ends. */
  int end() {
    return end;
  }
}
