package dev.fuota.server.campaign;

/**
 * Keeps what a campaign needs to go on in another process. It is told of each change, may write
 * later, but must have written before anything goes on air that depends on it.
 */
public interface CampaignKeeper {
  /** Forgets everything. */
  CampaignKeeper NONE =
      new CampaignKeeper() {
        @Override
        public void save(CampaignState state) {}

        @Override
        public void save(ParticipantState state) {}
      };

  /** The campaign as a whole has changed. */
  void save(CampaignState state);

  /** One device has changed. */
  void save(ParticipantState state);
}
