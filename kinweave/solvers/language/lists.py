"""Words of five languages: those that all texts use, those that tell little, and near kin.

A kind and words on a line: ``empty`` and ``slight`` words, every ``form`` of one word that no
ending tells, and ``kin`` that say much the same where people live together. ``figure``: numbers in
words, each followed by its digits.
"""

LISTS = {
    "en": """
figure: two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12
figure: fifteen 15 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 ninety 90 hundred 100
form: begin began begun
form: write wrote written
form: hold held
form: meet met
form: make made
form: keep kept
form: leave left
form: spend spent
form: send sent
form: build built
form: pay paid
form: get got gotten
form: teach taught
form: run ran
form: buy bought
form: bring brought
form: lose lost
form: win won
form: sell sold
form: grow grew grown
form: speak spoke spoken
form: choose chose chosen
form: drive drove driven
form: eat ate eaten
form: fall fell fallen
form: feel felt
form: find found
form: give gave given
form: lead led
form: lend lent
form: sing sang sung
form: sit sat
form: sleep slept
form: tell told
form: think thought
form: wear wore worn
form: break broke broken
form: light lit
form: take took taken
form: see saw seen
form: say said
form: come came
form: go went gone
form: become became
form: draw drew drawn
form: fly flew flown
form: forget forgot forgotten
form: hear heard
form: hide hid hidden
form: know knew known
form: learn learnt
form: mean meant
form: ride rode ridden
form: ring rang rung
form: rise rose risen
form: show shown
form: stand stood
form: steal stole stolen
form: swim swam swum
form: throw threw thrown
form: understand understood
form: wake woke woken
form: child children
form: person people
form: foot feet
form: life lives
form: half halves
form: man men
form: woman women
form: leaf leaves
form: tooth teeth
form: mouse mice
empty: please kindly a about above after again all also am an and any are as at be because
empty: been before being
empty: below between both but by can could did do does doing don down during each few for from
empty: further had has have having he her here hers him his how i if in into is it its itself
empty: just let me more most my no nor not now of off on once only or other our ours out over own
empty: please same shall she should so some such than that the their theirs them then there these
empty: they this those through to too under until up upon us very was we were what when where
empty: which while who whom whose why will with within would you your yours yes may might must
empty: cannot isn aren won doesn didn wasn hasn haven wouldn shouldn couldn s t re ve ll d m o oh
empty: hi hello hey thanks thank anyone anybody someone somebody something anything everything
empty: every everyone everybody tell know
slight: make take get give go come need use want have say see look find call name thing way kind
slight: type sort people person member one ones part place time lot much many long big large small
slight: little good best better new first last least most usually typically exactly actually
slight: happen mean describe explain handbook book page site author text mention recommend suggest
slight: work works think possible able try keep put set let show help bring like another whole
slight: really even still yet already ever never always often else well today currently moment
slight: number amount people's question answer info information detail details example sample
slight: different difference describes according say says said there's
kin: cost price fee charge pay rate expensive cheap
kin: pay payment spend spent expense
kin: money fund funds finance financial
kin: donate donation donor contribute contribution gift give
kin: buy purchase order get
kin: ticket admission entry registration
kin: begin start launch commence open initiate kick
kin: end finish close conclude stop
kin: create found establish originate invent develop build form make
kin: founder initiator originator creator
kin: write author publish wrote written
kin: say state quote said
kin: child kid children young baby toddler
kin: dog pet animal
kin: car drive vehicle automobile
kin: train rail railway
kin: stay accommodation lodging sleep bed room housing overnight
kin: dorm dormitory
kin: food meal eat cook kitchen lunch dinner breakfast
kin: drink alcohol beer wine beverage
kin: venue location site place address
kin: date day deadline
kin: meeting call session
kin: gathering retreat event camp meetup
kin: month monthly
kin: week weekly
kin: year annual yearly annually
kin: weekend saturday sunday
kin: host hosting facilitate facilitator organise organizer lead organiser run coordinate
kin: organise organize
kin: leader leadership lead founder boss
kin: responsible responsibility charge accountable
kin: member participant membership
kin: participant attendee join participate attend part
kin: join enter become
kin: leave quit exit depart departure
kin: arrive arrival come
kin: newcomer new beginner
kin: invite invitation ask
kin: friend peer comrade
kin: team group crew
kin: community congregation network
kin: online internet digital virtual remote remotely
kin: physical person face
kin: silence silent quiet stillness
kin: minute min
kin: hour h
kin: kilometre kilometer km
kin: percent percentage share proportion fraction
kin: half semi
kin: minimum least min smallest
kin: maximum most upper limit largest
kin: size large big small
kin: refund return reimburse
kin: deposit reserve prepayment
kin: discount reduction cheaper reduced
kin: scholarship subsidy subsidized grant bursary supported
kin: poor fewer tighter stretch afford
kin: rich wealthy abundant flourishing
kin: salary wage earn income
kin: tax deductible
kin: account balance
kin: company business enterprise venture cooperative
kin: coop cooperative
kin: job work role task
kin: chore task
kin: rule agreement norm guideline policy
kin: decide decision governance choose
kin: power authority influence
kin: conflict dispute tension disagreement argue
kin: trust safety safe
kin: feeling emotion emotional
kin: aim purpose objective goal intention mission
kin: benefit advantage
kin: problem challenge issue difficulty
kin: risk danger dangerous
kin: advice guidance tip recommend
kin: learn study course training
kin: course program programme class
kin: read reading reader
kin: video film watch recording record
kin: podcast audio
kin: blog article essay post
kin: documentary film
kin: website site web
kin: software tool app platform
kin: chat messaging messenger
kin: contact reach email mail
kin: question ask query
kin: picture image photo
kin: licence license copyright
kin: pack deck
kin: empty blank
kin: post ship mail deliver delivery send
kin: guard guardian protect safety
kin: review retrospective reflect reflection feedback
kin: rotate turn alternate
kin: repeat rhythm frequency regular often
kin: split divide separate break
kin: dissolve disband fall apart
kin: size number
kin: meaning definition define
kin: different distinguish differ difference
kin: lose lost deduct
kin: earn receive get gain
kin: win gain
kin: employee staff
kin: woman women
kin: man men
kin: doctor physician
kin: forest woods
kin: city town
kin: country nation
kin: island isle
kin: home house household
kin: fire flame
kin: holiday vacation
kin: nobody unclaimed
kin: final last
kin: moment now current currently present
kin: kind type category sort
kin: people person human folk
kin: help support assist assistance
kin: remove expel ban kick
kin: behave behaviour behavior
kin: confidential confidentiality secret private
kin: personal individual
kin: self oneself
kin: love romance
kin: grow growth develop development
kin: train practice practise exercise cultivate
kin: practice method process technique
kin: step stage phase
kin: level tier grade
kin: kid child
kin: usa us american america states
kin: uk british britain
kin: un nations
kin: homework preparation prepare assignment exercise
kin: credential accreditation accredit certificate certification qualification
kin: harm hurt damage injure
kin: nervous anxious anxiety worried worry afraid fear
kin: dues contribution fee
kin: solo alone single
kin: sheet template form
kin: disable switch deactivate
kin: illustrate draw illustration illustrator paint
kin: tense stressful stress
kin: fresh new recent
kin: late last latest recent
kin: exclude include inclusion exclusion
kin: guideline rule guidance
kin: explore experiment try test trial
kin: method practice process technique exercise format
kin: height tall high
kin: weight heavy weigh
kin: depth deep
kin: width wide
kin: colour color
kin: telephone phone
kin: evening night
kin: airport flight plane fly
kin: toilet bathroom shower
kin: walk foot
kin: bike bicycle
kin: vegan vegetarian
kin: allow permit permission
kin: cancel cancellation refund
kin: register registration sign signup apply application
kin: newsletter bulletin
kin: subscriber subscribe subscription
kin: translate translation
kin: speak talk conversation dialogue discuss discussion
kin: listen hear
kin: reply respond response answer
kin: thank gratitude appreciate
kin: celebrate party celebration
kin: boss leader manager director
kin: origin come source
kin: austria austrian
kin: germany german
kin: spain spanish
kin: france french
kin: belgium belgian
kin: italy italian
kin: europe european eu
""",
    "es": """
figure: dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 doce 12 quince 15
figure: veinte 20 treinta 30 cuarenta 40 cincuenta 50 cien 100
empty: a al algo ante antes como con contra cual cuales cuando cuanto cuantos cuanta cuantas de
empty: del desde donde durante e el ella ellas ellos en entre era eran eres es esa esas ese eso
empty: esos esta estas este esto estos estoy fue ha hace han hasta hay la las le les lo los mas
empty: me mi mis mucho muy nada ni no nos nosotros nuestra nuestro o os otra otro para pero poco
empty: por porque puede puedo que quien quienes se sea ser si sin sobre son soy su sus tambien
empty: tanto te tiene tengo todo todos tu tus un una uno unos y ya yo
slight: hacer persona personas gente cosa cosas llamar llama querer dar decir tener poder parte
slight: lugar tiempo manera forma
kin: costar cuesta precio valor pagar coste costo
kin: empezar comenzar iniciar inicio
kin: reunion encuentro llamada sesion
kin: grupo equipo
kin: comida cena almuerzo comer
kin: fecha dia
kin: semana semanal
kin: mes mensual
""",
    "fr": """
figure: deux 2 trois 3 quatre 4 cinq 5 sept 7 huit 8 neuf 9 dix 10 douze 12 quinze 15 vingt 20
figure: trente 30 quarante 40 cinquante 50 cent 100
empty: a ai as au aux avec avoir c ce ces cet cette comme comment combien d dans de des du elle
empty: elles en est et etre eu il ils j je l la le les leur leurs lui m ma mais me meme mes moi
empty: mon n ne nos notre nous on ont ou par pas pour pourquoi qu quand que quel quelle quelles
empty: quels qui quoi s sa sans se ses si son sont sur t ta te tes toi ton tu un une vos votre
empty: vous y peut peuvent peux faut fait faire
slight: personne personnes gens chose choses appeler vouloir donner dire pouvoir partie lieu temps
slight: maniere
kin: couter coute prix tarif payer cout
kin: commencer debuter debut
kin: reunion rencontre appel seance
kin: groupe equipe
kin: repas diner dejeuner manger
kin: date jour
kin: semaine hebdomadaire
kin: mois mensuel
""",
    "de": """
figure: zwei 2 drei 3 vier 4 fünf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 zwölf 12 fünfzehn 15
figure: zwanzig 20 dreißig 30 vierzig 40 fünfzig 50 hundert 100
empty: aber als am an auch auf aus bei bin bis bist da damit das dass dein dem den der des die
empty: dies diese dieser dieses doch dort du durch ein eine einem einen einer eines er es euch
empty: euer fur habe haben hat hatte ich ihm ihn ihr ihre im in ist ja kann kein keine konnen man
empty: mein mit muss nach nicht noch nun nur ob oder ohne sehr sein seine sich sie sind so soll
empty: uber um und uns unser unter viel viele vom von vor wann war waren warum was weil welche
empty: welcher welches wem wen wenn wer werden wessen wie wieder wir wird wo wohin zu zum zur
slight: machen mensch menschen leute ding dinge heissen wollen geben sagen teil ort zeit weise
slight: gehen kommen
kin: kosten kostet preis zahlen gebuhr bezahlen
kin: beginnen anfangen starten beginn anfang
kin: treffen sitzung gesprach versammlung
kin: gruppe team
kin: essen mahlzeit abendessen mittagessen
kin: datum tag termin
kin: woche wochentlich
kin: monat monatlich
""",
    "pt": """
figure: dois 2 duas 2 três 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10 doze 12 quinze 15
figure: vinte 20 trinta 30 quarenta 40 cinquenta 50 cem 100
empty: a ao aos as ate com como da das de dela dele deles do dos e ela elas ele eles em entre era
empty: essa essas esse esses esta estas este estes eu foi ha isso isto ja la lhe lhes mais mas me
empty: mesmo meu meus minha muito na nao nas nem no nos nossa nosso num numa o onde os ou para
empty: pela pelas pelo pelos por porque pode posso qual quais quando quanto quantos quantas que
empty: quem sao se sem ser seu seus so sua suas tambem te tem tenho todo todos tu tua um uma voce
empty: voces
slight: fazer pessoa pessoas gente coisa coisas chamar querer dar dizer ter poder parte lugar
slight: tempo maneira forma
kin: custar custa preco valor pagar custo
kin: comecar iniciar inicio
kin: reuniao encontro chamada sessao
kin: grupo equipe
kin: comida jantar almoco refeicao comer
kin: data dia
kin: semana semanal
kin: mes mensal
""",
}
