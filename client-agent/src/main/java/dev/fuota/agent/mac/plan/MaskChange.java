package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.command.LinkAdrReq;

/**
 * What ChMask and ChMaskCntl of LinkADRReq commands make of a set of channels (LoRaWAN 1.0.4,
 * "LinkADRReq"; RP002-1.0.4 for each kind of plan).
 *
 * @param mask so far, also where it is not acceptable
 * @param known whether every ChMaskCntl so far means something in the region
 */
record MaskChange(ChannelMask mask, boolean known) {
  private static final int ALL_ON = 6;
  private static final int NARROW_OFF = 7;
  private static final int BANKS = 5;
  private static final int WIDE = 4;
  private static final int MASK_BITS = 16;
  private static final int BANK = 8;
  private static final long BANK_BITS = 0xff;

  static MaskChange none(ChannelMask current) {
    return new MaskChange(current, true);
  }

  /**
   * The change by one more command where channels are dynamic.
   *
   * @param defined all channels that the device has
   */
  MaskChange dynamic(LinkAdrReq request, ChannelMask defined) { // MAC-071
    int control = request.chMaskCntl();
    return control == ALL_ON
        ? new MaskChange(defined, known)
        : new MaskChange(new ChannelMask(request.chMask(), 0), known && control == 0);
  }

  /** The change by one more command where there are 64 narrow and 8 wide channels. */
  MaskChange fixed(LinkAdrReq request) {
    int wide = request.chMask() & ChannelMask.HIGH;
    ChannelMask next =
        switch (request.chMaskCntl()) {
          case WIDE -> new ChannelMask(mask.low(), wide);
          case BANKS -> new ChannelMask(banks(wide), wide);
          case ALL_ON -> new ChannelMask(-1L, wide);
          case NARROW_OFF -> new ChannelMask(0, wide);
          default -> sixteen(request.chMaskCntl(), request.chMask());
        };
    return new MaskChange(next, known);
  }

  private ChannelMask sixteen(int group, int bits) {
    int shift = MASK_BITS * group;
    long others = mask.low() & ~(0xffffL << shift);
    return new ChannelMask(others | (long) bits << shift, mask.high());
  }

  /** Every bit stands for eight narrow channels. */
  private static long banks(int bits) {
    long low = 0;
    for (int bank = 0; bank < BANK; bank++) {
      low |= ((bits >>> bank & 1) * BANK_BITS) << (BANK * bank);
    }
    return low;
  }
}
