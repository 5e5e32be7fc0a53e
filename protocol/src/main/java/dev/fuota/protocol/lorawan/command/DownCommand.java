package dev.fuota.protocol.lorawan.command;

/** What the network sends to a device. */
public sealed interface DownCommand extends MacCommand
    permits ResetConf,
        LinkCheckAns,
        LinkAdrReq,
        DutyCycleReq,
        RxParamSetupReq,
        DevStatusReq,
        NewChannelReq,
        RxTimingSetupReq,
        TxParamSetupReq,
        DlChannelReq,
        RekeyConf,
        AdrParamSetupReq,
        DeviceTimeAns,
        ForceRejoinReq,
        RejoinParamSetupReq,
        PingSlotInfoAns,
        PingSlotChannelReq,
        BeaconTimingAns,
        BeaconFreqReq,
        DeviceModeConf {}
