"""More near kin in English: everyday words of houses, groups and their papers.

Written down as a thesaurus would have them, for no book in particular. As in ``lists.py``: all
words of a line say much the same.
"""

KIN = """
kin: visitor guest
kin: adult grown grownup
kin: elderly old senior
kin: teenager adolescent youth
kin: parent mother father mum dad
kin: brother sister sibling
kin: grandparent grandmother grandfather
kin: spouse husband wife partner
kin: neighbour neighbor
kin: resident inhabitant tenant dweller
kin: owner proprietor possess own
kin: applicant candidate apply
kin: volunteer help helper
kin: assistant helper aide
kin: teacher instructor tutor trainer teach
kin: student pupil learner
kin: expert specialist professional
kin: chair chairperson chairman moderate moderator preside
kin: mediator mediate mediation arbitrate
kin: treasurer bookkeeper bookkeeping accountant accounting accounts
kin: secretary clerk
kin: audit auditor check inspect inspection
kin: repair fix mend restore
kin: broken damaged defective faulty break
kin: maintain maintenance upkeep
kin: clean cleaning tidy
kin: sweep vacuum
kin: rubbish trash garbage waste litter
kin: leftover scrap remainder
kin: throw discard dispose
kin: elevator lift
kin: stairs staircase steps
kin: cellar basement
kin: attic loft
kin: yard courtyard garden
kin: flat apartment
kin: rent rental lease let
kin: landlord landlady
kin: garage parking park
kin: door gate entrance entry
kin: key code lock
kin: sheet linen bedding
kin: towel flannel
kin: sofa couch
kin: fridge refrigerator
kin: freezer freeze frozen
kin: oven stove cooker
kin: pantry larder cupboard
kin: dinner supper
kin: snack bite nibble
kin: vegetable veggie veg
kin: recipe dish
kin: tap faucet
kin: laundry washing clothes
kin: dryer drying dry
kin: heating heat warm temperature degrees
kin: cold cool chilly
kin: electricity power current
kin: flood flooding overflow
kin: bin dustbin
kin: tool equipment instrument device
kin: machine appliance
kin: warranty guarantee
kin: spare extra additional
kin: lend loan borrow
kin: return bring back
kin: reserve book booking reservation
kin: extend prolong renew renewal extension
kin: delay postpone postponed late
kin: overdue late
kin: penalty fine
kin: debt loan owe
kin: invoice bill receipt
kin: income revenue turnover
kin: expense cost outlay expenditure
kin: budget allowance spend
kin: profit surplus gain
kin: insurance insure insured
kin: bonus reward prize award
kin: sum amount total
kin: increase raise rise grow
kin: decrease reduce lower cut shrink
kin: limit cap maximum
kin: enough sufficient adequate
kin: afford pay
kin: free gratis complimentary
kin: bicycle cycle bike
kin: puncture flat tyre tire
kin: boat ship vessel dinghy
kin: capsize overturn
kin: harbour harbor port quay
kin: mooring berth dock
kin: lorry truck van
kin: luggage baggage suitcase bag
kin: journey trip travel excursion outing
kin: tour visit
kin: road street lane
kin: station stop
kin: document papers
kin: birthday anniversary
kin: wedding marriage marry
kin: funeral burial
kin: farewell goodbye
kin: holiday festival feast
kin: concert performance show
kin: song music sing
kin: game play
kin: sport exercise
kin: swim swimming pool
kin: ill sick illness disease unwell
kin: medicine drug medication
kin: injury wound hurt injured
kin: allergy allergic
kin: emergency urgent
kin: hospital clinic
kin: nurse carer care
kin: dead death die died
kin: born birth
kin: quiet silence
kin: smoke smoking cigarette
kin: weapon gun knife
kin: theft steal stolen thief
kin: police officer
kin: lawyer attorney solicitor
kin: law legal act
kin: contract agreement
kin: signature sign signed
kin: vote ballot poll
kin: majority quorum
kin: veto block objection object oppose
kin: consent agree agreement approve approval accept
kin: proposal propose suggestion
kin: refuse reject decline deny
kin: minutes notes protocol
kin: agenda programme schedule timetable plan
kin: announce announcement notice notify
kin: warning caution
kin: report tell notify
kin: complain complaint
kin: apologise apologize apology sorry
kin: angry anger furious
kin: sad sadness grief mourn
kin: happy happiness joy glad
kin: lonely loneliness isolated
kin: tired exhausted fatigue burnout
kin: quarrel argument row fight
kin: harass harassment abuse abusive
kin: violence violent
kin: reconcile reconciliation
kin: forgive forgiveness
kin: honest honesty truth
kin: brave courage
kin: vulnerable vulnerability
kin: belong belonging
kin: intimate intimacy close
kin: mentor coach mentoring coaching
kin: commit commitment promise pledge
kin: forbid forbidden prohibit prohibited ban banned
kin: required requirement mandatory compulsory obligatory must
kin: optional voluntary
kin: duty obligation task
kin: shift rota roster turn
kin: absent absence miss missing
kin: attend attendance present
kin: replace substitute replacement
kin: switch change swap exchange
kin: divide split
kin: combine merge join unite
kin: gather collect assemble gathering
kin: choose pick select selection
kin: elect election appoint
kin: lottery lot draw raffle
kin: queue waiting wait
kin: letter mail post
kin: phone call ring telephone
kin: computer laptop
kin: internet wifi web
kin: password code
kin: photo photograph camera
kin: chapter section part
kin: story tale narrative
kin: poem poetry verse
kin: quote quotation saying
kin: summary overview outline
kin: reason cause motive
kin: result outcome consequence
kin: success succeed successful
kin: failure fail failed
kin: mistake error
kin: experiment pilot trial
kin: probation trial
kin: measure metric
kin: average typical
kin: frequency often
kin: fast quick rapid speed soon quickly
kin: slow slowly
kin: heavy weight load
kin: strong strength
kin: weak weakness
kin: huge enormous
kin: tiny small
kin: narrow thin
kin: empty vacant
kin: full complete
kin: near close nearby
kin: far distant away
kin: outside outdoor outdoors external
kin: inside indoor indoors internal
kin: north northern
kin: south southern
kin: east eastern
kin: west western
kin: autumn fall
kin: noon midday
kin: daily day
kin: quarterly quarter
kin: century hundred
kin: decade ten
kin: recently lately
kin: earlier previous former past prior
kin: next following upcoming
kin: original initial
kin: main chief principal primary
kin: famous known
kin: native indigenous
kin: foreign abroad
kin: language tongue
kin: world global
kin: nature natural
kin: harvest crop
kin: meat beef pork
kin: bread loaf
kin: sugar sweet
kin: glass cup mug
kin: plate dish
kin: table desk
kin: floor storey level
kin: workshop studio
kin: library collection
kin: school class
kin: university college
kin: church temple
kin: museum gallery
kin: shop store market
kin: office bureau
kin: farm farming
kin: god religion religious faith
kin: spirit spiritual soul
kin: ceremony ritual rite
kin: meditate meditation
kin: prayer pray
kin: mind mental
kin: body physical bodily
kin: skill ability competence capacity
kin: talent gift
kin: knowledge wisdom
kin: idea concept notion
kin: theory model framework
kin: tradition custom
kin: culture cultural
kin: history historical
kin: politics political
kin: government state
kin: economy economic
kin: science scientific
kin: research study
kin: technology technical
kin: design designer
kin: artist artistic art
kin: build construct construction
kin: invent invention
kin: discover discovery
kin: inspire inspiration inspired
kin: influence affect
kin: prevent avoid
kin: protect protection
kin: rescue save
kin: attack assault
kin: escape flee
kin: hire employ recruit
kin: resign quit
kin: retire retirement pension
kin: manage manager management
kin: supervise supervision
kin: represent representative delegate
kin: advise adviser consultant
kin: permit licence
kin: publish publication
kin: print printed printer
kin: copy duplicate
kin: watch observe
kin: shout yell scream
kin: laugh laughter humour
kin: dance dancing
kin: dream vision
kin: hope wish
kin: surprise unexpected
kin: normal usual ordinary
kin: strange odd weird
kin: correct right
kin: wrong incorrect
kin: beautiful beauty
kin: simple easy
kin: difficult hard
kin: important significant crucial
kin: necessary needed
kin: separate apart
kin: solitude alone
kin: public open
kin: private personal
"""
