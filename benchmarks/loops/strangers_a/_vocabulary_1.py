"""Words of nine trades around software, data and machines."""

TEXT = """
name: web backend
role: planner;coder;reviewer;tester;architect;release_bot;docs_writer;triager;sec_scanner;product_owner
thing: the checkout service; the session store; the invoice endpoint; the search API; the webhook relay; the login
 flow; the rate limiter; the admin panel; the image proxy; the address book
part: retry logic; pagination; token refresh; the null check; input validation; the cache key; error mapping; the
 date parser; connection pooling; the feature flag; request signing; the migration
file: src/cart.py; src/auth/session.ts; api/routes.go; tests/test_refund.py; pkg/queue/worker.rs; web/app.tsx;
 conf/nginx.conf
tool: pytest; git; ripgrep; http_get; shell
deed: move/moved/moving <part> out of <thing>; cover/covered/covering <part> with property tests;
 split/split/splitting <thing> into two modules; rename/renamed/renaming the handlers around <part>;
 log/logged/logging slow calls in <thing>; guard/guarded/guarding <thing> against empty bodies; port/ported/porting
 <part> to the async client; document/documented/documenting <part> in the changelog
fact: <thing> answers within <n> ms now; <part> is only reached from <n> callers; the old client still sends v<n>
 headers; <thing> holds <n> open sockets at peak; nobody imports <part> since release <n>; staging runs build <n>;
 half of the <n> warnings come from <part>; <thing> needs <n> fewer queries than before
fault: <part> fails on an empty list; <thing> swallows the timeout; <part> leaks a file handle; the mock ignores
 <part>; <thing> returns 500 for unicode names; <part> races with the cleanup job; the type of <part> is wrong
goal: ship the refund feature; cut login errors; retire the legacy endpoint; freeze the public schema
metric: coverage; p95 latency score; lint score
---
name: data pipeline
role: orchestrator;extractor;cleaner;modeller;quality_gate;scheduler;analyst;catalog_bot;loader;steward
thing: the orders feed; the clickstream table; the currency snapshot; the customer mart; the churn view; the returns
 file; the partner export; the daily rollup; the vendor dump; the loyalty ledger
part: the join key; late rows; the null ratio; the time zone column; deduplication; the partition filter; type
 casts; the surrogate key; the row count; the checksum; column order; the incremental cursor
file: dags/orders.yml; models/mart_customer.sql; seeds/fx.csv; sql/rollup.sql; etl/clean.py; checks/nulls.yaml
tool: run_sql; dbt; spark_submit; profile_table; copy_into
deed: rebuild/rebuilt/rebuilding <thing> from raw; pin/pinned/pinning <part> to UTC; drop/dropped/dropping
 duplicates from <thing>; backfill/backfilled/backfilling <part> for March; index/indexed/indexing <thing> by
 region; trim/trimmed/trimming spaces in <part>; compare/compared/comparing <thing> with the source;
 annotate/annotated/annotating <part> in the catalogue
fact: <thing> has <n> rows after the merge; <n> rows of <thing> lack a region; <part> differs in <n> partitions; the
 vendor ships <n> files a night; <thing> is <n> MB compressed; only <n> keys are shared by both sides; <part> was
 introduced <n> days ago; the mean basket in <thing> is <n> euro
fault: <part> does not match the contract; <thing> arrived without a header; <part> overflows an int column; <thing>
 is missing two partitions; <part> breaks the uniqueness check; <thing> is stale
goal: deliver the monthly revenue report; reconcile stock with sales; load the partner history; certify the mart
metric: completeness; freshness score; match rate
---
name: cloud operations
role: ops;sre;deployer;watcher;capacity_planner;oncall;net_admin;cost_bot;change_manager;backup_bot
thing: the eu cluster; the message broker; the edge gateway; the read replica; the build farm; the object store; the
 vpn hub; the metrics stack; the secrets vault; the canary pool
part: the health probe; disk pressure; the certificate; the autoscaler; DNS records; the quota; the firewall rule;
 replication lag; the init container; log rotation; the node image; the alert threshold
file: infra/main.tf; charts/gateway/values.yaml; ansible/site.yml; runbooks/failover.md; k8s/broker.yaml; Dockerfile
tool: kubectl; terraform; curl; ssh_exec; promql
deed: drain/drained/draining <n> nodes of <thing>; rotate/rotated/rotating the keys of <thing>; raise/raised/raising
 the limit for <part>; patch/patched/patching <thing> to image <n>; mute/muted/muting the noisy alert on <part>;
 restore/restored/restoring <thing> from snapshot <n>; resize/resized/resizing <thing>; rewrite/rewrote/rewriting
 the runbook on <part>
fact: <thing> runs at <n> percent load; <part> changed <n> minutes ago; <n> pods of <thing> restarted overnight;
 spend on <thing> fell by <n> dollars; the last failover of <thing> took <n> seconds; zone b holds <n> volumes;
 <part> expires in <n> days; traffic peaked at <n> rps
fault: <part> flaps every few minutes; <thing> refuses the new certificate; <part> blocks the rollout; <thing> runs
 out of inodes; the drift on <part> is not in state; <thing> throttles us
goal: move the region without downtime; pass the audit; halve the bill; upgrade the control plane
metric: availability; error budget; saturation score
---
name: machine learning
role:
 trainer;data_curator;evaluator;researcher;annotator;ml_engineer;experiment_bot;paper_reader;gpu_scheduler;critic
thing: the reranker; the speech model; the defect classifier; the tokeniser; the reward model; the embedding index;
 the baseline; the distilled student; the forecast ensemble; the retrieval set
part: the learning rate; label noise; the warm-up; class weights; dropout; the validation split; gradient clipping;
 data leakage; the prompt template; early stopping; mixed precision; the negative samples
file: train.py; configs/base.yaml; eval/report.json; notebooks/errors.ipynb; data/splits.csv; models/head.py
tool: launch_run; nvidia_smi; eval_harness; wandb_log; sample_batch
deed: relabel/relabelled/relabelling <n> samples for <thing>; sweep/swept/sweeping <part> on the small set;
 ablate/ablated/ablating <part>; distil/distilled/distilling <thing>; calibrate/calibrated/calibrating <thing>;
 plot/plotted/plotting errors by <part>; export/exported/exporting <thing> to onnx; seed/seeded/seeding <n> repeats
 of <thing>
fact: <thing> gains <n> points on the hard subset; <part> explains <n> of the errors; <n> samples are near
 duplicates; <thing> fits on one card with batch <n>; the loss plateaus after step <n>; annotators disagree on <n>
 clips; <thing> has <n> million weights
fault: <thing> overfits to the header; <part> diverges at once; <thing> predicts one class; the loss is nan because
 of <part>; <part> leaks the target; <thing> runs out of memory
goal: beat the baseline on the held-out set; publish the ablation; shrink the model by half; clean the labels
metric: f1; accuracy; bleu
---
name: customer support
role:
 front_desk;billing;tech_support;retention;supervisor;knowledge_bot;refunds;escalations;courier_desk;quality_coach
thing: the broadband order; the prepaid card; the damaged blender; the roaming bill; the locked account; the missing
 parcel; the warranty claim; the gift voucher; the subscription; the router
part: the invoice number; the delivery address; the serial number; proof of purchase; the discount; the cancellation
 date; the callback slot; the refund amount; the PIN; the contract term; the return label; the security question
file: kb/refunds.md; macros/greeting.txt; tickets/export.csv; policy/warranty.pdf; crm/notes.txt
tool: lookup_customer; issue_refund; send_sms; create_ticket; track_parcel
deed: refund/refunded/refunding <person> for <thing>; book/booked/booking a technician about <thing>;
 correct/corrected/correcting <part> on file; mail/mailed/mailing a label for <thing>; unlock/unlocked/unlocking
 <part>; credit/credited/crediting <n> euro against <thing>; merge/merged/merging two tickets on <thing>;
 call/called/calling <person> about <part>
fact: <person> has been with us <n> months; <thing> left the depot <n> hours ago; <n> callers asked about <part>
 today; <person> prefers e-mail; the outage near <person> ended at <n> past; <thing> is covered for <n> more days;
 <part> was changed by <person> last week
fault: <part> does not match our records; <thing> was charged twice; <person> never received <thing>; <part> is
 unreadable; <thing> is out of warranty; the portal rejects <part>
goal: close the backlog; answer <person> today; settle the complaint; clear the refunds queue
metric: satisfaction; first contact rate; csat
---
name: hospital planning
role:
 ward_clerk;scheduler;pharmacist_bot;bed_manager;lab_courier;nurse_lead;records;theatre_planner;dietitian;transport
thing: theatre three; the cardiology list; bed 14; the discharge letter; the blood order; the night roster; the MRI
 slot; the infusion pump; the outpatient clinic; the vaccine fridge
part: the allergy note; the consent form; fasting time; the dosage; the handover sheet; the isolation flag; the
 referral; the cleaning slot; the interpreter; the anaesthetist; the lab barcode; visiting hours
file: rosters/week19.xlsx; letters/discharge.odt; lists/theatre3.csv; forms/consent.pdf; hl7/in.msg
tool: find_slot; page_staff; print_label; check_interactions; update_chart
deed: move/moved/moving <person> to <thing>; confirm/confirmed/confirming <part> for <person>; swap/swapped/swapping
 two shifts on <thing>; order/ordered/ordering <n> units for <thing>; clear/cleared/clearing <thing> for cleaning;
 phone/phoned/phoning the family of <person>; file/filed/filing <part>; release/released/releasing <thing> by noon
fact: <thing> is free from <n> past ten; <person> arrives by ambulance in <n> minutes; <n> patients still lack
 <part>; <thing> reads <n> degrees; the porter needs <n> minutes to <thing>; <person> is allergic to latex; <part>
 was signed by <person>
fault: <part> is not signed; <thing> is double booked; <part> conflicts with the protocol; <person> has no <part>;
 the label on <part> will not scan; <thing> is out of service
goal: discharge nine patients by noon; fill the roster; start the list on time; restock the ward
metric: on-time starts; bed occupancy score; audit score
---
name: laboratory
role:
 lab_lead;pipettor;spectrometer;statistician;notebook_bot;safety_officer;sample_clerk;literature_scout;microscopist;simulator
thing: sample 7B; the control plate; the buffer; the furnace run; the crystal batch; the telescope frame; the enzyme
 assay; the sediment core; the calibration curve; the mouse cohort
part: the baseline; humidity; exposure time; the pH; the blank; contamination; the p-value; the gain setting; the
 dark current; the dilution; incubation; the outlier
file: data/run_044.csv; notebook/may.md; scripts/fit.R; protocols/assay.txt; figs/fig2.svg
tool: measure; fit_curve; dispense; scan_plate; fetch_paper
deed: dilute/diluted/diluting <thing> one to ten; repeat/repeated/repeating <part> with fresh reagent;
 weigh/weighed/weighing <thing>; fit/fitted/fitting <part> to a line; freeze/froze/freezing aliquots of <thing>;
 photograph/photographed/photographing <thing>; subtract/subtracted/subtracting <part>; blind/blinded/blinding the
 scorer to <part>
fact: <thing> absorbs <n> units at 450 nm; <part> drifted by <n> percent overnight; <n> wells of <thing> are usable;
 the effect vanishes without <part>; <thing> melts near <n> degrees; the paper by <person> reports <n> cases;
 replicate <n> agrees with theory
fault: <part> is saturated; <thing> shows two peaks; <part> was never recorded; <thing> crystallised too early; the
 fit ignores <part>; <thing> is contaminated
goal: reproduce figure two; publish the dose curve; finish the survey field; validate the assay
metric: r squared; signal to noise; yield
---
name: warehouse logistics
role: dispatcher;picker;packer;route_planner;dock_master;customs_agent;forklift_7;stock_keeper;carrier_api;yard_bot
thing: pallet 88; the Hamburg truck; dock four; the cold aisle; the return cage; the export crate; container MSKU;
 the night wave; the spare parts bin; the ferry slot
part: the waybill; the customs code; gross weight; the seal number; the pick list; the temperature log; the delivery
 window; the pallet label; the dangerous goods note; the shelf count; the driver's ID; the load plan
file: manifests/0519.csv; routes/north.json; labels/zpl.txt; customs/t1.pdf; counts/aisle9.csv
tool: scan_code; plan_route; print_waybill; book_dock; query_stock
deed: reroute/rerouted/rerouting <thing> via Lyon; weigh/weighed/weighing <thing> again; seal/sealed/sealing
 <thing>; load/loaded/loading <n> cartons on <thing>; declare/declared/declaring <part>; shelve/shelved/shelving <n>
 units by <thing>; print/printed/printing <part> for <thing>; count/counted/counting <thing>
fact: <thing> left at <n> past six; <n> cartons wait at <thing>; <person> drives <thing> today; <part> shows <n> kg;
 the queue at the gate is <n> trucks; <thing> has room for <n> more boxes; the tunnel closes in <n> minutes
fault: <part> is missing a digit; <thing> is overweight; <part> does not scan; <thing> stands at the wrong dock;
 customs refuses <part>; <thing> was loaded upside down
goal: empty the yard by night; ship the export order; balance the aisles; clear customs before the ferry
metric: fill rate; on-time score; pick accuracy
---
name: game master
role: game_master;paladin;rogue;wizard;bard;ranger;lore_keeper;dice_bot;innkeeper;cartographer
thing: the iron door; the sunken temple; the goblin camp; the merchant's map; the cursed bell; the rope bridge; the
 dragon egg; the tavern cellar; the silver key; the ghost ship
part: the hidden lever; the torchlight; the riddle; the guard's oath; the trap; the old rune; the sleeping spell;
 the toll; the wounded scout; the echo; the broken lock; the rival party
file: saves/slot2.json; maps/level3.txt; lore/bells.md; sheets/rogue.yaml
tool: roll_dice; reveal_tile; check_inventory; spawn_npc; save_game
deed: search/searched/searching <thing> for <part>; bribe/bribed/bribing the keeper of <thing>;
 disarm/disarmed/disarming <part>; climb/climbed/climbing past <thing>; sketch/sketched/sketching <thing>;
 trade/traded/trading <n> coins for <part>; whisper/whispered/whispering to <part>; heal/healed/healing the ranger
 near <thing>
fact: <n> goblins guard <thing>; <part> glows at midnight; the party has <n> gold left; a <n> on the die opens
 <part>; <thing> sank <n> years ago; the bard knows a song about <part>; the wizard has <n> spells left
fault: <part> does not move; <thing> stays shut; <part> wakes the guards; the rope over <thing> snaps; <part> is an
 illusion; <thing> is too heavy
goal: free the captives; find the bell; cross the marsh; win the lord's favour
metric: hit points; renown; threat
"""
