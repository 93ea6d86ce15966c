import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Occupation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('name_en', models.CharField(blank=True, max_length=160)),
                ('words', models.CharField(blank=True, help_text='everyday words people search with', max_length=300)),
                ('isco08', models.CharField(blank=True, max_length=4)),
                ('sector', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeComponent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('domain', models.CharField(blank=True, choices=[('taal_en_cultuur', 'Language and culture'), ('stem', 'STEM'), ('kunst_en_creatie', 'Art and creation'), ('land_en_tuinbouw', 'Agriculture and horticulture'), ('economie_en_organisatie', 'Economy and organisation'), ('maatschappij_en_welzijn', 'Society and welfare'), ('sport', 'Sport'), ('voeding_en_horeca', 'Food and hospitality'), ('domeinoverschrijdend', 'Across domains')], max_length=24)),
                ('form', models.CharField(blank=True, choices=[('ASO', 'ASO'), ('TSO', 'TSO'), ('KSO', 'KSO'), ('BSO', 'BSO')], max_length=3)),
                ('dual', models.BooleanField(default=False)),
                ('code', models.CharField(blank=True, help_text='studierichtingnummer; 78 rows of the source have none', max_length=12)),
                ('first_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('last_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('addresses', models.PositiveIntegerField(blank=True, help_text='addresses in Flanders and Brussels that offer it', null=True)),
                ('stem_class', models.CharField(blank=True, choices=[('stem', 'STEM'), ('not_stem', 'Not STEM')], max_length=8)),
                ('stem_provenance', models.CharField(blank=True, choices=[('official', 'Official source'), ('exact_title', 'Same name in both lists'), ('reasoned', 'Reasoned by us, provisional')], max_length=12)),
                ('inferred', models.BooleanField(default=False, help_text='our inference, not seen in the source')),
                ('note', models.CharField(blank=True, help_text='what was inferred about this row', max_length=200)),
                ('preparatory', models.BooleanField(default=False, help_text='aanloop: gets ready for dual learning')),
                ('official_number', models.CharField(blank=True, help_text='structuuronderdeel_nummer, when an import told it', max_length=12)),
                ('discipline', models.CharField(blank=True, max_length=120)),
                ('coefficient', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                ('niche', models.BooleanField(default=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('source', models.CharField(max_length=200)),
                ('seen_on', models.DateField()),
            ],
            options={
                'indexes': [models.Index(fields=['code'], name='catalogue_p_code_8561d8_idx')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=12, unique=True)),
                ('slug', models.SlugField(max_length=120, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('grade', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1st grade'), (2, '2nd grade'), (3, '3rd grade')], null=True)),
                ('finality', models.CharField(blank=True, choices=[('DO', 'Transfer to higher education'), ('DU', 'Double finality'), ('A', 'Labour market')], max_length=2)),
                ('kind', models.CharField(choices=[('first_year', 'First year'), ('second_year', 'Second year'), ('basic_option', 'Basic option'), ('standard', 'Programme'), ('dual_only', 'Dual only'), ('dual_preparatory', 'Preparation for dual learning'), ('seventh_after_ok3', '7th year after qualification level 3'), ('seventh_after_ok4', '7th year after qualification level 4'), ('seventh_prep_he', '7th year preparing for higher education'), ('ov3', 'Special education OV3'), ('other', 'Other')], max_length=20)),
                ('stream', models.CharField(blank=True, help_text='A or B, first grade only; empty when both', max_length=2)),
                ('related_domains', models.CharField(blank=True, help_text='basic options: domain codes it lets you taste, separated by spaces', max_length=200)),
                ('source', models.CharField(max_length=200)),
                ('seen_on', models.DateField()),
            ],
            options={
                'ordering': ['grade', 'title'],
            },
        ),
        migrations.CreateModel(
            name='ShortageList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='AdministrativeGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True)),
                ('year_of_study', models.PositiveSmallIntegerField()),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('component', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='administrative_groups', to='catalogue.programmecomponent')),
            ],
        ),
        migrations.AddField(
            model_name='programmecomponent',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='components', to='catalogue.programmegroup'),
        ),
        migrations.CreateModel(
            name='ProgrammeOccupation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('direct', models.BooleanField(default=True, help_text='False: usually only after higher education')),
                ('provenance', models.CharField(choices=[('official', 'Official source'), ('exact_title', 'Same name in both lists'), ('reasoned', 'Reasoned by us, provisional')], max_length=12)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occupation_links', to='catalogue.programmegroup')),
                ('occupation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programme_links', to='catalogue.occupation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('group', 'occupation'), name='one_link_per_programme_and_occupation')],
            },
        ),
        migrations.CreateModel(
            name='ProgressionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='order in which answers are shown')),
                ('from_kind', models.CharField(blank=True, choices=[('first_year', 'First year'), ('second_year', 'Second year'), ('basic_option', 'Basic option'), ('standard', 'Programme'), ('dual_only', 'Dual only'), ('dual_preparatory', 'Preparation for dual learning'), ('seventh_after_ok3', '7th year after qualification level 3'), ('seventh_after_ok4', '7th year after qualification level 4'), ('seventh_prep_he', '7th year preparing for higher education'), ('ov3', 'Special education OV3'), ('other', 'Other')], max_length=20)),
                ('from_grade', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1st grade'), (2, '2nd grade'), (3, '3rd grade')], null=True)),
                ('from_finality', models.CharField(blank=True, choices=[('DO', 'Transfer to higher education'), ('DU', 'Double finality'), ('A', 'Labour market')], max_length=2)),
                ('from_form', models.CharField(blank=True, choices=[('ASO', 'ASO'), ('TSO', 'TSO'), ('KSO', 'KSO'), ('BSO', 'BSO')], max_length=3)),
                ('from_stream', models.CharField(blank=True, max_length=2)),
                ('from_year', models.PositiveSmallIntegerField(blank=True, help_text='year just done; 0 is the last of primary', null=True)),
                ('attest', models.CharField(blank=True, help_text='A (passed), B, C; empty for any', max_length=2)),
                ('destination', models.CharField(help_text='machine name of what may follow, e.g. grade3_A, bachelor, work', max_length=40)),
                ('outcome', models.CharField(choices=[('allowed', 'Yes'), ('council', 'Only with a decision of the class council'), ('not_allowed', 'No')], max_length=12)),
                ('sentence_nl', models.TextField()),
                ('sentence_en', models.TextField()),
                ('confirmed', models.BooleanField(default=False, help_text="False shows as 'to be confirmed'")),
                ('source', models.CharField(max_length=200)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('key', 'valid_from'), name='one_rule_per_key_and_start')],
            },
        ),
        migrations.CreateModel(
            name='ShortageOccupation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(help_text='the name as the list prints it', max_length=160)),
                ('cluster', models.CharField(max_length=120)),
                ('medium_skilled', models.BooleanField(default=False, help_text='also on the ministerial list of medium-skilled functions')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occupations', to='catalogue.shortagelist')),
                ('occupation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shortages', to='catalogue.occupation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('list', 'occupation'), name='one_row_per_list_and_occupation')],
            },
        ),
        migrations.AddConstraint(
            model_name='programmecomponent',
            constraint=models.UniqueConstraint(fields=('group', 'domain', 'dual', 'code'), name='one_component_per_key'),
        ),
    ]
