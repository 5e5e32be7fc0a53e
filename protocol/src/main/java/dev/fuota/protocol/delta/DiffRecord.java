package dev.fuota.protocol.delta;

import dev.fuota.protocol.delta.SuffixArray.Match;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a new image: {@code diff} octets that resemble the old image from {@code oldAt} on,
 * then {@code extra} octets that resemble nothing.
 *
 * @param newAt where the piece begins in the new image
 */
record DiffRecord(int newAt, int oldAt, int diff, int extra) {
  /** So many octets more than the present alignment must a match have for a new record. */
  private static final int GAIN_MIN = 8;

  int oldEnd() {
    return oldAt + diff;
  }

  /**
   * Cuts a new image into records as bsdiff does (Percival 2003): exact matches are found with the
   * suffix array, and each is stretched both ways for as long as most octets agree, so that code
   * which only moved, and whose addresses differ, stays one piece of small differences.
   *
   * @param suffixes of {@code old}, those that may be used
   * @param first the first octet of {@code old} that may be used
   */
  static List<DiffRecord> between(byte[] old, int first, SuffixArray suffixes, byte[] fresh) {
    return new Search(old, first, suffixes, fresh).run();
  }

  private static final class Search {
    private final byte[] old;
    private final int first;
    private final SuffixArray suffixes;
    private final byte[] fresh;
    private final List<DiffRecord> records = new ArrayList<>();
    private int lastNew;
    private int lastOld;

    Search(byte[] old, int first, SuffixArray suffixes, byte[] fresh) {
      this.old = old;
      this.first = first;
      this.suffixes = suffixes;
      this.fresh = fresh;
      this.lastOld = first;
    }

    List<DiffRecord> run() {
      int at = 0;
      Match match = Match.NONE;
      while (at < fresh.length) {
        at += match.length();
        int counted = at;
        int aligned = 0;
        for (match = Match.NONE; at < fresh.length; at++) {
          match = suffixes.longest(fresh, at);
          for (; counted < at + match.length(); counted++) {
            aligned += agrees(counted) ? 1 : 0;
          }
          boolean same = match.length() > 0 && match.length() == aligned;
          if (same || match.length() > aligned + GAIN_MIN) {
            break;
          }
          aligned -= counted > at && agrees(at) ? 1 : 0;
          counted = Math.max(counted, at + 1);
        }
        if (at >= fresh.length) {
          finish();
        } else if (match.length() != aligned) {
          cut(at, match.position());
        }
      }
      return records;
    }

    /** Whether the octet is the old one if the last match simply goes on. */
    private boolean agrees(int at) {
      int there = at - lastNew + lastOld;
      return there >= first && there < old.length && at < fresh.length && old[there] == fresh[at];
    }

    private void finish() {
      int diff = forward(fresh.length);
      records.add(new DiffRecord(lastNew, lastOld, diff, fresh.length - lastNew - diff));
      lastNew = fresh.length;
      lastOld += diff;
    }

    /** Ends the present piece where the match at {@code newAt} takes over. */
    private void cut(int newAt, int oldAt) {
      int diff = forward(newAt);
      int back = backward(newAt, oldAt);
      int overlap = lastNew + diff - (newAt - back);
      if (overlap > 0) {
        int kept = split(newAt - back, oldAt - back, lastNew + diff - overlap, overlap);
        diff += kept - overlap;
        back -= kept;
      }
      int nextNew = newAt - back;
      records.add(new DiffRecord(lastNew, lastOld, diff, nextNew - lastNew - diff));
      lastNew = nextNew;
      lastOld = oldAt - back;
    }

    /** How far the last match is worth going on: where agreement exceeds difference most. */
    private int forward(int newEnd) {
      int best = 0;
      int bestScore = 0;
      int score = 0;
      int most = Math.min(newEnd - lastNew, old.length - lastOld);
      for (int i = 0; i < most; i++) {
        score += old[lastOld + i] == fresh[lastNew + i] ? 1 : -1;
        if (score > bestScore) {
          bestScore = score;
          best = i + 1;
        }
      }
      return best;
    }

    private int backward(int newAt, int oldAt) {
      int best = 0;
      int bestScore = 0;
      int score = 0;
      int most = Math.min(newAt - lastNew, oldAt - first);
      for (int i = 1; i <= most; i++) {
        score += old[oldAt - i] == fresh[newAt - i] ? 1 : -1;
        if (score > bestScore) {
          bestScore = score;
          best = i;
        }
      }
      return best;
    }

    /** Of octets that both pieces want, how many the first one had better keep. */
    private int split(int nextNew, int nextOld, int from, int overlap) {
      int best = 0;
      int bestScore = 0;
      int score = 0;
      for (int i = 0; i < overlap; i++) {
        score += old[from - lastNew + lastOld + i] == fresh[from + i] ? 1 : 0;
        score -= old[nextOld + i] == fresh[nextNew + i] ? 1 : 0;
        if (score > bestScore) {
          bestScore = score;
          best = i + 1;
        }
      }
      return best;
    }
  }
}
