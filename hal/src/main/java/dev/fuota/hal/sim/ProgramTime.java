package dev.fuota.hal.sim;

/** How long programming takes. */
public sealed interface ProgramTime {

  /** Typical nanoseconds for {@code length} octets at {@code offset}. */
  long typical(int offset, int length);

  /** The most nanoseconds for {@code length} octets at {@code offset}. */
  long max(int offset, int length);

  /**
   * One granule after the other. Programming a row at once, where a part can, takes as long by the
   * data sheets: 2.6 ms for the 32 double words of an STM32L4.
   *
   * @param granule octets
   */
  record PerGranule(int granule, TimeRange each) implements ProgramTime {
    @Override
    public long typical(int offset, int length) {
      return length / granule * each.typical();
    }

    @Override
    public long max(int offset, int length) {
      return length / granule * each.max();
    }
  }

  /**
   * Through the page buffer of an SPI part, with the figures of its SFDP table (JESD216): a whole
   * page has a time of its own; less takes a first octet and further ones, never more than a page.
   *
   * @param page octets
   */
  record PageBuffer(int page, TimeRange first, TimeRange further, TimeRange whole)
      implements ProgramTime {
    @Override
    public long typical(int offset, int length) {
      return time(offset, length, first.typical(), further.typical(), whole.typical());
    }

    @Override
    public long max(int offset, int length) {
      return time(offset, length, first.max(), further.max(), whole.max());
    }

    private long time(int offset, int length, long one, long more, long all) {
      long sum = 0;
      for (int at = offset, octets; at < offset + length; at += octets) {
        octets = Math.min(offset + length - at, page - at % page);
        sum += octets == page ? all : Math.min(all, one + (octets - 1) * more);
      }
      return sum;
    }
  }
}
