# The eight values of prosody as Praat itself gives them, which tests/MultiEmo.Parity.Tests/Audio/ProsodyParity.cs compares with.
#
#     praat --run tests/generators/prosody.praat FOLDER OUTPUT.csv
#
# FOLDER holds WAV files; both paths are absolute, or seen from this script's folder. Made with Praat 6.3.07. The settings are those of the
# published tables of MELD; docs/models/prosody.md explains them. Voices made from formulas follow the recordings: FormulaVoices.cs has the same ones.

form Prosody
    sentence Folder
    sentence Output
endform

writeFileLine: output$, "filename,duration,avg_intensity,intensity_variation,avg_pitch,pitch_std,pitch_range,articulation_rate,mean_hnr"
names$# = fileNames$# (folder$ + "/*.wav")
for file to size (names$#)
    Read from file: folder$ + "/" + names$# [file]
    @row: names$# [file]
endfor

tones$ = "(sin(PHASE)+sin(2*PHASE)/2+sin(3*PHASE)/3+sin(4*PHASE)/4+sin(5*PHASE)/5)"
@voice: "steady", 1.5, 16000, "2*pi*200*x", "0.2*" + tones$
@voice: "syllables", 2.5, 22050, "2*pi*(120*x+20*x*x)", "0.3*(0.52-0.48*cos(2*pi*4*x))*" + tones$
@voice: "vibrato", 2, 44100, "2*pi*350*x+4*sin(2*pi*5*x)", "0.1*(0.6-0.4*cos(2*pi*3*x))*" + tones$
@voice: "pause", 3, 8000, "2*pi*110*x+3*sin(2*pi*2*x)", "(if x>1.1 and x<1.8 then 0.001 else 0.3 fi)*(0.55-0.45*cos(2*pi*5*x))*" + tones$
@voice: "hoarse", 2, 48000, "2*pi*150*x", "0.2*(1+0.4*sin(PHASE/2))*(0.6-0.4*cos(2*pi*3.5*x))*" + tones$ + "+0.05*sin(77777*x*x)"
@voice: "breath", 1, 16000, "77777*x*x", "0.1*sin(PHASE)+0.1*sin(1.7*PHASE+900*x)"
@voice: "short", 0.1, 16000, "2*pi*200*x", "0.2*" + tones$
@voice: "silence", 1, 16000, "0", "0"

procedure voice: .name$, .duration, .rate, .phase$, .value$
    Create Sound from formula: .name$, 1, 0, .duration, .rate, replace$ (.value$, "PHASE", "(" + .phase$ + ")", 0)
    @row: .name$
endproc

procedure row: .name$
    sound = selected ("Sound")
    .duration = Get total duration
    intensity = To Intensity: 100, 0, "yes"
    .loud = Get mean: 0, 0, "energy"
    @deviationOfFrames
    .loudDeviation = deviationOfFrames.result
    selectObject: sound
    pitch = To Pitch: 0, 75, 600
    .pitch = Get mean: 0, 0, "Hertz"
    @pitches
    selectObject: sound
    harmonicity = To Harmonicity (cc): 0.01, 75, 0.1, 1
    .harmonicity = Get mean: 0, 0
    @syllables
    @cell: .pitch
    .row$ = .name$ + "," + string$ (.duration) + "," + string$ (.loud) + "," + string$ (.loudDeviation) + "," + cell.text$
    .row$ = .row$ + "," + string$ (pitches.deviation) + "," + string$ (pitches.range)
    @cell: syllables.rate
    .row$ = .row$ + "," + cell.text$
    @cell: .harmonicity
    appendFileLine: output$, .row$ + "," + cell.text$
    select all
    Remove
endproc

procedure cell: .value
    .text$ = if .value = undefined then "" else string$ (.value) fi
endproc

# Of an Intensity, divided by the number of frames.
procedure deviationOfFrames
    .frames = Get number of frames
    .levels# = zero# (.frames)
    for .frame to .frames
        .levels# [.frame] = Get value in frame: .frame
    endfor
    .mean = mean (.levels#)
    .sum = 0
    for .frame to .frames
        .sum += (.levels# [.frame] - .mean) ^ 2
    endfor
    .result = sqrt (.sum / .frames)
endproc

procedure pitches
    .frames = Get number of frames
    .voiced = 0
    .sum = 0
    .squares = 0
    .low = 1e9
    .high = 0
    for .frame to .frames
        .value = Get value in frame: .frame, "Hertz"
        if .value <> undefined
            .voiced += 1
            .sum += .value
            .low = min (.low, .value)
            .high = max (.high, .value)
        endif
    endfor
    for .frame to .frames
        .value = Get value in frame: .frame, "Hertz"
        if .value <> undefined
            .squares += (.value - .sum / .voiced) ^ 2
        endif
    endfor
    .deviation = if .voiced > 0 then sqrt (.squares / .voiced) else 0 fi
    .range = if .voiced > 0 then .high - .low else 0 fi
endproc

# Peaks of intensity above a threshold that are followed by a dip, voiced and in no pause; per second outside of pauses.
procedure syllables
    .rate = undefined
    .count = 0
    selectObject: sound
    if row.duration >= 6.4 / 50
        .intensity = To Intensity: 50, 0, "yes"
        .loud = Get quantile: 0, 0, 0.99
        .most = Get maximum: 0, 0, "Parabolic"
        .least = Get minimum: 0, 0, "Parabolic"
        .threshold = max (.loud - 25, .least)
        .grid = To TextGrid (silences): -25 - (.most - .loud), 0.3, 0.1, "silent", "sounding"
        .phonation = 0
        .intervals = Get number of intervals: 1
        for .i to .intervals
            .label$ = Get label of interval: 1, .i
            if .label$ = "sounding"
                .begin = Get start time of interval: 1, .i
                .end = Get end time of interval: 1, .i
                .phonation += .end - .begin
            endif
        endfor
        selectObject: sound
        .pitch = To Pitch (ac): 0.02, 30, 4, "no", 0.03, 0.25, 0.01, 0.35, 0.25, 450
        selectObject: .intensity
        .matrix = Down to Matrix
        .curve = To Sound (slice): 1
        .tops = To PointProcess (extrema): 1, "yes", "no", "Sinc70"
        .points = Get number of points
        .before = undefined
        for .i to .points
            selectObject: .tops
            .time = Get time from index: .i
            selectObject: .curve
            .value = Get value at time: 1, .time, "Cubic"
            if .value > .threshold
                if .before <> undefined
                    @candidate
                endif
                .before = .time
                .height = .value
            endif
        endfor
        if .count > 0
            .rate = .count / .phonation
        endif
    endif
endproc

# Whether the peak before the one just found is a syllable: nothing follows the last one with which to measure its dip.
procedure candidate
    selectObject: syllables.intensity
    .dip = Get minimum: syllables.before, syllables.time, "None"
    if abs (syllables.height - .dip) > 2
        selectObject: syllables.pitch
        .pitch = Get value at time: syllables.before, "Hertz", "Linear"
        selectObject: syllables.grid
        .interval = Get interval at time: 1, syllables.before
        .label$ = Get label of interval: 1, .interval
        if .pitch <> undefined and .label$ = "sounding"
            syllables.count += 1
        endif
    endif
endproc
